import type { AccountMonth } from './facts'

export type Side = { readonly ledgerAccount: string; readonly currency: string }
export type Sums = Side & { readonly openingMinor: bigint; readonly debitMinor: bigint; readonly creditMinor: bigint }

/** Law: opening + debits − credits = closing, for every account and currency; nothing else moves a balance. */
export function rollForward(sums: readonly Sums[]): AccountMonth[] {
  return sums.map((row) => ({ ...row, closingMinor: row.openingMinor + row.debitMinor - row.creditMinor }))
}

export type TrialRow = {
  readonly currency: string
  readonly openingMinor: bigint
  readonly debitMinor: bigint
  readonly creditMinor: bigint
  readonly closingMinor: bigint
}

/** Per currency, over all accounts: opening and closing are zero and debits equal credits, or the ledger is broken. */
export function trialBalance(accounts: readonly AccountMonth[]): TrialRow[] {
  const rows = new Map<string, TrialRow>()
  for (const { currency, openingMinor, debitMinor, creditMinor, closingMinor } of accounts) {
    const sum = rows.get(currency)
    rows.set(currency, {
      currency,
      openingMinor: (sum?.openingMinor ?? 0n) + openingMinor,
      debitMinor: (sum?.debitMinor ?? 0n) + debitMinor,
      creditMinor: (sum?.creditMinor ?? 0n) + creditMinor,
      closingMinor: (sum?.closingMinor ?? 0n) + closingMinor,
    })
  }
  return [...rows.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

export function isBalanced({ openingMinor, debitMinor, creditMinor, closingMinor }: TrialRow): boolean {
  return openingMinor === 0n && closingMinor === 0n && debitMinor === creditMinor
}

/** The first word of the chart: `stripe`, `seller_payable` … */
export function rootOf(ledgerAccount: string): string {
  return ledgerAccount.split(':', 1)[0] ?? ledgerAccount
}

/** One line per first word of the chart and currency: a control account with its sub-ledger summed. */
export function byRoot(accounts: readonly AccountMonth[]): AccountMonth[] {
  const rows = new Map<string, AccountMonth>()
  for (const row of accounts) {
    const root = rootOf(row.ledgerAccount)
    const key = `${root} ${row.currency}`
    const sum = rows.get(key)
    rows.set(key, {
      ledgerAccount: root,
      currency: row.currency,
      openingMinor: (sum?.openingMinor ?? 0n) + row.openingMinor,
      debitMinor: (sum?.debitMinor ?? 0n) + row.debitMinor,
      creditMinor: (sum?.creditMinor ?? 0n) + row.creditMinor,
      closingMinor: (sum?.closingMinor ?? 0n) + row.closingMinor,
    })
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
