import { OneAct } from '@/components/form/one-act'
import { When } from '@/components/moment/when'
import { type Pair, Pairs } from '@/components/ui/pairs'
import { productTime } from '@/lib/server/clock'
import type { ExportRow } from '@/lib/server/exports/jobs/queries'
import { cancel } from '../actions'
import { ExportState } from '../export-state'
import { isUnderWay, said, sizeWords, stateSentence } from '../export-words'

/** How far it is, what it says of itself, and what can be done about it. */
export function ExportCard({ row, zone }: { row: ExportRow; zone: string }) {
  const { id, state, rowsDone, rowsExpected } = row
  return (
    <section className="card" aria-labelledby="export-title">
      <header>
        <h2 id="export-title">Progress</h2>
        <ExportState state={state} />
      </header>
      <div className="inner stackv">
        {isUnderWay(row) || state === 'done' ? (
          <div
            className="meter"
            role="progressbar"
            aria-label="Rows written"
            aria-valuemin={0}
            aria-valuemax={Number(rowsExpected ?? 1n) || 1}
            aria-valuenow={Number(rowsDone)}
          >
            <i style={{ width: `${shareOf(row)}%` }} />
          </div>
        ) : null}
        <p>{stateSentence(row)}</p>
        <Pairs of={pairsOf(row, zone)} />
        <div className="line wrap">
          {state === 'done' ? (
            <a className="btn primary" href={`/exports/${id}/file`}>
              Download
            </a>
          ) : null}
          {isUnderWay(row) || state === 'done' ? (
            <OneAct
              act={cancel}
              given={{ id }}
              label={state === 'done' ? 'Take the file away' : 'Cancel'}
              disabledReason={null}
            />
          ) : null}
        </div>
      </div>
    </section>
  )
}

function shareOf({ rowsDone, rowsExpected, state }: ExportRow): number {
  if (state === 'done') return 100
  return rowsExpected ? Math.min(100, (Number(rowsDone) / Number(rowsExpected)) * 100) : 0
}

function pairsOf(row: ExportRow, zone: string): Pair[] {
  const { filterWords, asOf, expiresAt, state, rowsDone, rowsExpected, digest } = row
  const isDone = state === 'done'
  return [
    ['Filter', filterWords === null ? 'no longer kept' : filterWords || 'none'],
    ['Rows', rowsExpected === null ? null : `${said(rowsDone)} of ${said(rowsExpected)}`],
    ['Size', row.bytes > 0n ? `${sizeWords(row.bytes)}, ${row.format.toUpperCase()}` : row.format.toUpperCase()],
    ['Asked', <When key="asked" at={row.askedAt} zone={zone} />],
    ['As of', asOf ? <When key="asof" at={asOf} zone={zone} /> : null],
    ['Zone', row.zone],
    ['Kept until', isDone && expiresAt ? <When key="until" at={productTime(expiresAt)} zone={zone} /> : null],
    [
      'SHA-256',
      isDone && digest ? (
        <span key="digest" className="id">
          {digest}
        </span>
      ) : null,
    ],
  ]
}
