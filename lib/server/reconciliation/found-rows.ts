import type { WorkCalendar } from '@/lib/domain/calendar/work-calendar'
import { urgencyOf } from '@/lib/domain/exceptions/urgency'
import type { Finding } from '@/lib/domain/reconciliation/finding'
import { canonicalJson, naturalId } from '../digest/natural-id'

/** A finding as the exception it becomes: what the table keeps of it, amounts as text for the wire. */
export type FoundRow = {
  id: string
  money_key: string
  account_id: string
  family_id: string
  kind: string
  object_id: string
  seller_id: string | null
  currency: string
  amount_minor: string
  direction: string
  sentence: string
  evidence: Finding['evidence']
  severity: number
  occurred_at: string
  due_at: string
  state: 'open' | 'waiting'
}

/** The same thing found again has the same id; two balances of one account are two things. */
export function foundRow(marketplaceId: string, finding: Finding, now: Date, calendar: WorkCalendar): FoundRow {
  const { kind, account, object, currency, amountMinor, root, until, part } = finding
  const urgency = until
    ? { severity: 1, dueAt: until }
    : urgencyOf({ amountMinor, currency, openedAt: now }, now, calendar)
  const key = [marketplaceId, kind, account, object, currency, ...(part === null || part === 'payments' ? [] : [part])]
  return {
    id: naturalId('ex', ...key),
    money_key: moneyKeyOfRoot(root),
    account_id: account,
    family_id: root,
    kind,
    object_id: object,
    seller_id: finding.seller,
    currency,
    amount_minor: amountMinor.toString(),
    direction: finding.direction,
    sentence: finding.sentence,
    evidence: finding.evidence,
    severity: urgency.severity,
    occurred_at: finding.occurredAt.toISOString(),
    due_at: urgency.dueAt.toISOString(),
    state: until ? 'waiting' : 'open',
  }
}

/** A finding leads to a book entry, a bank's line, or an object of Stripe's. */
function moneyKeyOfRoot(root: string): string {
  if (root.startsWith('bank:')) return root
  return root.startsWith('be_') ? `books:${root}` : `stripe:${root}`
}

/** What a run found, for its digest: wall times left out. */
export function digestText(rows: readonly FoundRow[]): string {
  return canonicalJson(rows.map((row) => [row.id, row.amount_minor, row.state]).sort())
}
