import { targetNames, targets } from '@/lib/domain/close/chart-map'
import type { Month, Scope } from '@/lib/domain/close/period'
import { fileHref } from './search-params'

type DownloadsCardProps = { month: Month; scope: Scope; currencies: readonly string[] }

/** What a closed month is handed out as. */
export function DownloadsCard({ month, scope, currencies }: DownloadsCardProps) {
  return (
    <section className="card" aria-labelledby="files">
      <header>
        <h2 id="files">Files</h2>
      </header>
      <div className="inner stackv">
        <div className="line">
          <b>Month-end pack</b>
          {(['pdf', 'xlsx'] as const).map((format) => (
            <a key={format} className="btn" href={fileHref(month, { scope, kind: 'pack', format })} download>
              {format.toUpperCase()}
            </a>
          ))}
        </div>
        {currencies.map((currency) => (
          <Journals key={currency} month={month} scope={scope} currency={currency} />
        ))}
        <div className="line">
          <b>For auditors</b>
          <a className="btn" href={fileHref(month, { scope, kind: 'population' })} download>
            Population
          </a>
        </div>
        <form className="line" action={`/close/${month}/file`} method="get">
          <input type="hidden" name="scope" value={scope} />
          <input type="hidden" name="kind" value="sample" />
          <label className="field">
            Seed
            <input className="input" name="seed" inputMode="numeric" pattern="\d{1,18}" defaultValue="1" required />
          </label>
          <label className="field">
            Rows
            <input className="input" name="size" type="number" min={1} max={500} defaultValue={25} required />
          </label>
          <button className="btn" type="submit">
            Sample with evidence
          </button>
        </form>
        <p className="small faint">
          Journals written again are the same bytes with the same external ids: importing them again adds nothing. Xero
          takes 300 lines at once, so the name of its file says of how many parts it is one. The same seed draws the
          same rows.
        </p>
      </div>
    </section>
  )
}

function Journals({ month, scope, currency }: { month: Month; scope: Scope; currency: string }) {
  return (
    <form className="line" action={`/close/${month}/file`} method="get">
      <b>Journals, {currency.toUpperCase()}</b>
      {targets
        .filter((target) => target !== 'xero')
        .map((target) => (
          <a key={target} className="btn" href={fileHref(month, { scope, kind: 'journal', target, currency })} download>
            {targetNames[target]}
          </a>
        ))}
      <input type="hidden" name="scope" value={scope} />
      <input type="hidden" name="kind" value="journal" />
      <input type="hidden" name="target" value="xero" />
      <input type="hidden" name="currency" value={currency} />
      <button className="btn" type="submit">
        {targetNames.xero}
      </button>
      <input
        className="input w-[64px]"
        name="part"
        type="number"
        min={1}
        max={99}
        defaultValue={1}
        aria-label={`Part of the ${currency.toUpperCase()} journals for ${targetNames.xero}`}
      />
    </form>
  )
}
