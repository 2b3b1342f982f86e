import type { BalanceHistory } from '../compose-payouts'
import type { BalanceRow, PayoutFact } from '../composition'

/** Hour `n` of a made-up history. */
export const hour = (n: number) => new Date(Date.UTC(2026, 9, 1) + n * 3_600_000)

/** A balance transaction made at hour `from` that is available at hour `at`. */
export function row(id: string, netMinor: bigint, at: number, more: Partial<BalanceRow> = {}): BalanceRow {
  const created = more.created ?? hour(at)
  return {
    id,
    key: `stripe:${id}`,
    netMinor,
    availableOn: hour(at),
    created,
    category: 'charge',
    sourceId: null,
    listedIn: null,
    ...more,
  }
}

export function payout(id: string, amountMinor: bigint, at: number, more: Partial<PayoutFact> = {}): PayoutFact {
  return { id, amountMinor, created: hour(at), isAutomatic: false, isInstant: false, listed: null, ...more }
}

/** The row with which a payout's money left; it arrives two days later. */
export function leaving({ id, amountMinor, created }: PayoutFact, more: Partial<BalanceRow> = {}): BalanceRow {
  const availableOn = new Date(created.getTime() + 48 * 3_600_000)
  return {
    ...row(`txn_${id}`, -amountMinor, 0),
    key: `stripe:${id}`,
    created,
    availableOn,
    category: 'payout',
    sourceId: id,
    ...more,
  }
}

/** The row with which it came back. */
export function returning({ id, amountMinor }: PayoutFact, at: number, more: Partial<BalanceRow> = {}): BalanceRow {
  return {
    ...row(`txn_back_${id}`, amountMinor, at),
    key: `stripe:${id}`,
    category: 'payout_reversal',
    sourceId: id,
    ...more,
  }
}

export function history(rows: BalanceRow[], payouts: PayoutFact[], isFullHistory = true): BalanceHistory {
  return { rows, payouts, isFullHistory }
}
