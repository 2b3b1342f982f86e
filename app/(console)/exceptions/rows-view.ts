import { kindWord } from '@/components/finance/kind-words'
import { dueFrom } from '@/components/moment/due-in'
import { formatSpan } from '@/components/moment/instants'
import { severityNames } from '@/lib/domain/exceptions/exception'
import type { ExceptionRow } from '@/lib/server/exceptions/rows'
import type { QueueRow } from './columns'
import { type QueueParams, queueHref } from './search-params'

export type Names = { people: ReadonlyMap<string, string>; sellers: ReadonlyMap<string, string> }

/** A row of the database as the queue draws it. Ages are counted here, on the product's own clock. */
export function queueRow(row: ExceptionRow, params: QueueParams, names: Names, now: Date): QueueRow {
  const until = row.closedAt ?? now
  const due = dueFrom(row.dueAt.getTime(), now.getTime())
  const settled = row.closedAt !== null
  return {
    id: row.id,
    version: row.version,
    href: queueHref(params, { item: row.id }),
    reason: kindWord(row.kind),
    seller: sellerName(row, names),
    objectId: row.objectId,
    minor: row.amountMinor,
    currency: row.currency,
    severity: severityNames[row.severity],
    age: formatSpan(until.getTime() - row.openedAt.getTime()),
    due: settled ? { text: row.state, tone: 'calm' } : due,
    dueLabel: settled ? 'is' : due.text.endsWith('over') ? 'was due' : 'due in',
    owner: row.assigneeId ? (names.people.get(row.assigneeId) ?? 'Someone who left') : null,
  }
}

export function sellerName(row: Pick<ExceptionRow, 'sellerId' | 'accountId'>, names: Names): string {
  const id = row.sellerId ?? row.accountId
  return names.sellers.get(id) ?? names.sellers.get(row.accountId) ?? id
}
