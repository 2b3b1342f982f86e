import { amountPhrase } from '@/components/finance/amount'
import { owesWord } from '@/components/finance/kind-words'
import { ShortId } from '@/components/finance/short-id'
import { amountColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { resolutionSentences } from '@/lib/domain/exceptions/resolution'
import type { CauseFound, PastResolution } from '@/lib/server/causes/queries'
import { mostTogether } from '@/lib/server/causes/resolve-cause'
import type { ExceptionRow } from '@/lib/server/exceptions/rows'
import { ruleHref } from '../rules/search-params'
import { causeSentence } from './cause-words'
import { ResolveTogether } from './resolve-together'

type CauseCardProps = { cause: CauseFound; trait: string; zone: string; disabledReason: string | null }

/** The sentence that says why they are one, what is at stake, what was done before, and the rows. */
export function CauseCard({ cause, trait, zone, disabledReason }: CauseCardProps) {
  const sentence = causeSentence(cause, trait)
  const together = cause.rows.slice(0, mostTogether)
  return (
    <section className="card" aria-label={sentence}>
      <div className="inner stackv pt-3">
        <p className="sentence">{sentence}</p>
        <div className="line g3 wrap">
          <span className="chip edge">{owesWord(cause.direction)}</span>
          {cause.sums.map(({ currency, amountMinor }) => (
            <b key={currency}>{amountPhrase(amountMinor, currency)}</b>
          ))}
          <span className="push">
            <ResolveTogether
              facts={{
                causeBy: cause.by,
                causeValue: cause.value,
                kind: cause.kind,
                lead: sentence,
                items: together.map(({ id, version }) => ({ id, version })),
                suggested: cause.before[0]?.resolution,
                disabledReason,
              }}
            />
          </span>
        </div>
        <p className="small mute">
          {beforeWords(cause.before)}{' '}
          {cause.before[0] ? (
            <a className="link" href={ruleOf(cause, cause.before[0])}>
              Make it a rule
            </a>
          ) : null}
        </p>
        <details>
          <summary className="small">The {cause.rows.length} exceptions</summary>
          <RowsTable<ExceptionRow>
            caption={`Exceptions: ${sentence}`}
            rows={cause.rows}
            keyOf={(row) => row.id}
            columns={[
              wide(whenColumn(zone, (row) => row.occurredAt, 'Happened')),
              {
                head: 'Exception',
                cell: (row) => (
                  <a className="id" href={`/exceptions/${row.id}`}>
                    EX-{String(row.number)}
                  </a>
                ),
              },
              { head: 'Object', onPhone: false, cell: (row) => <ShortId id={row.objectId} /> },
              amountColumn('Amount', (row) => ({ minor: row.amountMinor, currency: row.currency })),
            ]}
          />
        </details>
      </div>
    </section>
  )
}

/** A rule begun with this pattern: of one seller, where the seller is the cause. */
function ruleOf({ kind, direction, by, value, sums }: CauseFound, { resolution }: PastResolution): string {
  const currency = sums.length === 1 ? (sums[0]?.currency.toUpperCase() ?? null) : null
  return ruleHref({ kind, direction, seller: by === 'seller' ? value : null, currency, resolution })
}

function beforeWords(before: readonly PastResolution[]): string {
  if (before.length === 0) return 'No exception like these was resolved by a person before.'
  const list = before.map(({ resolution, times }) => `${times} × “${resolutionSentences[resolution]}”`)
  return `How ones like these were resolved before: ${list.join(', ')}.`
}
