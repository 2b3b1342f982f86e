import type { StatementTrouble } from '../statements/trouble'

/**
 * Stripe's own exports: what changed the balance apart from payouts, what the automatic payouts of a period consist of,
 * and a period's opening and closing, each of one account or of all connected ones at once; and the Dashboard's list of
 * everything.
 */
export const reportKinds = [
  ...(['activity', 'payout_items', 'summary'] as const),
  ...(['connected_activity', 'connected_payout_items', 'connected_summary'] as const),
  'dashboard',
] as const
export type ReportKind = (typeof reportKinds)[number]

/** Of all connected accounts at once, and so of no one account. */
export function isOfSellers(kind: ReportKind): boolean {
  return kind.startsWith('connected_')
}

/** Stands for the account where the ends of a period are those of all connected accounts together. */
export const everySeller = 'connected'

/** It says a period's opening and closing, and no rows. */
export function isSummary(kind: ReportKind): boolean {
  return kind === 'summary' || kind === 'connected_summary'
}

/** It says what payouts consist of, whenever that was made. */
export function isOfPayouts(kind: ReportKind): boolean {
  return kind === 'payout_items' || kind === 'connected_payout_items'
}

/** A row of an itemized export, in minor units of Stripe's API. What the export does not say is null. */
export type ReportRow = {
  line: number
  id: string
  accountId: string | null
  amountMinor: bigint
  feeMinor: bigint
  netMinor: bigint
  currency: string
  category: string | null
  type: string | null
  created: Date
  availableOn: Date | null
  payoutId: string | null
}

/** A line of a balance summary that is used: the others add up to these. */
export type SummaryLine = { line: number; category: SummaryCategory; minor: bigint; currency: string }
export const summaryCategories = ['starting_balance', 'activity', 'payouts', 'ending_balance'] as const
export type SummaryCategory = (typeof summaryCategories)[number]

export type ReportEvent =
  | { kind: 'row'; row: ReportRow }
  | { kind: 'summary'; summary: SummaryLine }
  | { kind: 'trouble'; trouble: StatementTrouble }

/** Half open: from ≤ t < to. */
export type Period = { from: Date; to: Date }
