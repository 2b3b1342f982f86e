import { Check as CheckIcon, X } from 'lucide-react'
import Link from 'next/link'
import { amountPhrase } from '@/components/finance/amount'
import { RowsTable } from '@/components/table/rows-table'
import { type Check, checkTitles } from '@/lib/domain/close/check'
import { figureHref } from './search-params'

const shown = 6

/** Each condition of closing, whether it holds, and its figures: pressed, they open their rows. */
export function ChecksCard({ checks, isRecord }: { checks: readonly Check[]; isRecord: boolean }) {
  const failing = checks.filter(({ ok }) => !ok).length
  return (
    <section className="card" aria-labelledby="checks">
      <header>
        <h2 id="checks">Checks</h2>
        <span className="small mute">
          {isRecord ? 'as they held when it was closed' : failing === 0 ? 'all hold' : `${failing} missing`}
        </span>
      </header>
      <RowsTable<Check>
        caption="Conditions of closing"
        rows={checks}
        keyOf={({ code }) => code}
        columns={[
          { head: 'Holds', cell: ({ ok }) => <Mark ok={ok} /> },
          { head: 'Check', names: true, cell: (check) => <CheckName check={check} /> },
          {
            head: 'Says',
            onPhone: false,
            cell: ({ sentence }) => <span className="block max-w-[600px] whitespace-normal">{sentence}</span>,
          },
          { head: 'Figures', className: 'r', onPhone: false, cell: (check) => <Figures check={check} /> },
        ]}
      />
    </section>
  )
}

/** On a phone the sentence stands below its check. */
function CheckName({ check: { code, sentence } }: { check: Check }) {
  return (
    <span className="block py-1 whitespace-normal">
      {checkTitles[code]}
      <span className="only-s small mute">{sentence}</span>
    </span>
  )
}

function Mark({ ok }: { ok: boolean }) {
  return (
    <span className={ok ? 'chip success' : 'chip danger'}>
      {ok ? <CheckIcon className="ico s" aria-hidden="true" /> : <X className="ico s" aria-hidden="true" />}
      {ok ? 'holds' : 'missing'}
    </span>
  )
}

function Figures({ check: { code, figures } }: { check: Check }) {
  return (
    <span className="grid justify-items-end py-1">
      {figures.slice(0, shown).map((figure) => (
        <Link
          key={`${figure.label} ${figure.currency}`}
          className="fig grid min-h-[24px] items-center"
          href={figureHref(code, figure)}
          title={figure.label}
          prefetch={false}
        >
          {amountPhrase(figure.minor, figure.currency)}
        </Link>
      ))}
      {figures.length > shown ? <span className="faint">and {figures.length - shown} more</span> : null}
    </span>
  )
}
