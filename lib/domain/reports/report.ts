import type { StatementTrouble } from '../statements/trouble'

/**
 * Stripe's own exports: what changed the balance apart from payouts (one account, or all connected ones), what the
 * automatic payouts of a period consist of, the Dashboard's list of everything, and a period's opening and closing.
 */
export const reportKinds = ['activity', 'connected_activity', 'payout_items', 'dashboard', 'summary'] as const
export type ReportKind = (typeof reportKinds)[number]

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
