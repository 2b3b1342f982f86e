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
          <div key={currency} className="line">
            <b>Journals, {currency.toUpperCase()}</b>
            {targets.map((target) => (
              <a
                key={target}
                className="btn"
                href={fileHref(month, { scope, kind: 'journal', target, currency })}
                download
              >
                {targetNames[target]}
              </a>
            ))}
          </div>
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
          The same month gives the same bytes and the same external ids: importing a file again adds nothing. The same
          seed draws the same rows.
        </p>
      </div>
    </section>
  )
}
