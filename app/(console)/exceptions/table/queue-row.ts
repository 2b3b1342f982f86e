import { kindWord, owesWord } from '@/components/finance/kind-words'
import { dueFrom } from '@/components/moment/due-in'
import { formatInstant, formatSpan } from '@/components/moment/instants'
import { severityNames } from '@/lib/domain/exceptions/exception'
import type { ExceptionRow } from '@/lib/server/exceptions/rows'
import { type Names, sellerName } from '../../names'
import { type QueueParams, queueHref } from '../search-params'
import type { QueueRow } from './columns'

/** A row of the database as the queue draws it. Ages are counted here, on the product's own clock. */
export function queueRow(
  row: ExceptionRow & { tags: readonly string[] },
  params: QueueParams,
  names: Names,
  now: Date,
  zone: string,
): QueueRow {
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
    // What waits for its date is in order until then: its date is a fact, no alarm.
    due: settled ? { text: row.state, tone: 'calm' } : row.state === 'waiting' ? { ...due, tone: 'calm' } : due,
    dueLabel: settled ? 'is' : row.state === 'waiting' ? 'waits' : due.text.endsWith('over') ? 'was due' : 'due in',
    owner: row.assigneeId ? (names.people.get(row.assigneeId) ?? 'Someone who left') : null,
    number: `EX-${row.number}`,
    owes: owesWord(row.direction),
    happened: formatInstant(row.occurredAt, zone),
    tags: row.tags,
  }
}
