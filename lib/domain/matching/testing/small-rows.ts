import { calendarDay } from '../../base/calendar-day'
import { defaultPolicy } from '../default-policy'
import { type PairPolicy, pairPolicy } from '../policy'
import type { MatchRow } from '../row'
import { weekendsOnly } from '../scoring/business-days'
import type { Surroundings } from '../scoring/score-pairs'

/** Payouts and bank lines as tests write them: November 2026, its Mondays are the 2nd, 9th, 16th, 23rd and 30th. */
export function payout(id: string, amountMinor: bigint, day: number, over: Partial<MatchRow> = {}): MatchRow {
  return row('payout', id, amountMinor, day, over)
}

export function bankLine(id: string, amountMinor: bigint, day: number, over: Partial<MatchRow> = {}): MatchRow {
  return row('bank_line', id, amountMinor, day, over)
}

function row(side: MatchRow['side'], id: string, amountMinor: bigint, day: number, over: Partial<MatchRow>): MatchRow {
  return {
    id,
    side,
    block: 'bank_1',
    amountMinor,
    currency: 'usd',
    day: november(day),
    references: [],
    text: 'STRIPE',
    ...over,
  }
}

export function november(day: number) {
  return calendarDay(`2026-11-${String(day).padStart(2, '0')}`)
}

export const surroundings: Surroundings = { calendar: weekendsOnly, rates: [] }

export const payoutPolicy: PairPolicy = pairPolicy(defaultPolicy, 'payout', 'bank_line') as PairPolicy
