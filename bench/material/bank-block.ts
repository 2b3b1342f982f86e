import { calendarDay } from '@/lib/domain/base/calendar-day'
import { defaultPolicy } from '@/lib/domain/matching/default-policy'
import { type PairPolicy, pairPolicy } from '@/lib/domain/matching/policy'
import type { MatchRow } from '@/lib/domain/matching/row'
import { scatter } from './digits'

/** A block in which every payout might be every line, and which payout each line really is. */
export type BankBlock = {
  payouts: MatchRow[]
  lines: MatchRow[]
  policy: PairPolicy
  payoutOf: ReadonlyMap<string, string>
}

/**
 * Payouts of about 100,000.00 of three days, within half a per cent of each other, so that by the shipped rule about a bank's fee
 * all of them are candidates of all lines, in both directions here. From one line in five the bank kept up to 10.00, one in ten
 * came late, and no payout has a trace id.
 */
export function bankBlock(rows: number): BankBlock {
  const places = Array.from({ length: rows }, (_, place) => place)
  const id = (prefix: string, place: number) => `${prefix}${String(place).padStart(5, '0')}`
  const amountOf = (place: number) => 100_000_00n + BigInt(scatter(place, 1) % 250_00)
  const row = (side: MatchRow['side'], name: string, amountMinor: bigint, day: number, text: string): MatchRow => ({
    id: name,
    side,
    block: 'bank_1',
    amountMinor,
    currency: 'usd',
    day: calendarDay(`2026-11-${String(day).padStart(2, '0')}`),
    references: [],
    text,
  })
  const dayOf = (place: number) => 2 + (scatter(place, 2) % 3)
  const keptOf = (place: number) => (scatter(place, 3) % 5 === 0 ? BigInt(scatter(place, 4) % 10_00) : 0n)
  const lagOf = (place: number) => (scatter(place, 5) % 10 === 0 ? 3 : 1)
  // Bank lines are numbered in another order than payouts.
  const inBank = places.toSorted((a, b) => scatter(a, 6) - scatter(b, 6))
  return {
    payouts: places.map((place) => row('payout', id('p', place), amountOf(place), dayOf(place), 'STRIPE')),
    lines: inBank.map((place, line) => {
      const text = `ACH CREDIT STRIPE ${scatter(place, 7)}`
      return row('bank_line', id('b', line), amountOf(place) - keptOf(place), dayOf(place) + lagOf(place), text)
    }),
    payoutOf: new Map(inBank.map((place, line) => [id('b', line), id('p', place)])),
    policy: inBothDirections(pairPolicy(defaultPolicy, 'payout', 'bank_line')!),
  }
}

/** Equal amounts and days: nothing tells the rows apart, and the only right answer is none. */
export function twins({ payouts, lines, ...rest }: BankBlock): BankBlock {
  const alike = (rows: MatchRow[]) =>
    rows.map((row) => ({ ...row, amountMinor: 100_00n, day: calendarDay('2026-11-03'), text: 'STRIPE' }))
  return { payouts: alike(payouts), lines: alike(lines), ...rest }
}

function inBothDirections(policy: PairPolicy): PairPolicy {
  const rules = policy.rules.map((rule) => {
    const { amount } = rule
    return amount.kind === 'tolerance' ? { ...rule, amount: { ...amount, direction: 'either' as const } } : rule
  })
  return { ...policy, rules }
}
