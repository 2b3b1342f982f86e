'use client'

import type { QueueRow } from '../table/columns'
import { type BulkState, reasonsOf } from './bulk-answer'

/** Row by row what was not done and why; rows with the same reason stand under it once. */
export function BulkReasons({ state, rows }: { state: BulkState; rows: readonly QueueRow[] }) {
  const answers = state.rows ?? []
  const reasons = reasonsOf(answers)
  if (reasons.length === 0) return null
  const numberOf = new Map(rows.map((row) => [row.id, row.number]))
  return (
    <ul className="bulk-reasons" aria-label="What was not done">
      {reasons.map(({ why, count }) => (
        <li key={why}>
          <b>{count}×</b> {why}{' '}
          <span className="id">
            {answers
              .filter((answer) => answer.why === why)
              .map((answer) => numberOf.get(answer.id) ?? answer.id)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
