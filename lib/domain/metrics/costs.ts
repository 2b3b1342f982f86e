import { type CalendarDay, dayInZone } from '../base/calendar-day'
import type { Posting } from '../ledger/posting'

/** What a cost of the platform is for. Taxes are shown and are no cost: they are handed on, or come back. */
export const costKinds = ['processing', 'network', 'disputes', 'fx', 'write_offs', 'taxes'] as const
export type CostKind = (typeof costKinds)[number]

const kindOfRoot: Readonly<Record<string, CostKind>> = {
  stripe_fees: 'processing',
  passthrough_fees: 'processing',
  network_costs: 'network',
  disputes: 'disputes',
  fx_differences: 'fx',
  write_offs: 'write_offs',
  taxes: 'taxes',
  taxes_on_fees: 'taxes',
  withheld_tax: 'taxes',
}

/** What a ledger account is a cost for; null for what is none of the platform's: a seller's own fees, balances, income. */
export function costOf(ledgerAccount: string): CostKind | null {
  const [root = '', scope] = ledgerAccount.split(':')
  const kind = Object.hasOwn(kindOfRoot, root) ? kindOfRoot[root] : undefined
  return kind !== undefined && (scope === 'platform' || root === 'write_offs') ? kind : null
}

/** One cell of `daily_cost`: debits less credits, in the currency of the postings. */
export type DailyCost = { day: CalendarDay; ledgerAccount: string; currency: string; minor: bigint }

/** What postings add to each cost of each day; sorted, so that every writer takes rows in one order. */
export function costCells(postings: Iterable<Posting & { occurredAt: Date }>, zone: string): DailyCost[] {
  const cells = new Map<string, DailyCost>()
  const add = (ledgerAccount: string, minor: bigint, currency: string, at: Date) => {
    if (costOf(ledgerAccount) === null) return
    const day = dayInZone(at, zone)
    const key = `${day} ${ledgerAccount} ${currency}`
    const known = cells.get(key)
    cells.set(key, { day, ledgerAccount, currency, minor: (known?.minor ?? 0n) + minor })
  }
  for (const { debit, credit, amountMinor, currency, occurredAt } of postings) {
    add(debit, amountMinor, currency, occurredAt)
    add(credit, -amountMinor, currency, occurredAt)
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}
