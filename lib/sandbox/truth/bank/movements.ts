import type { BankLine } from '../../bank/bank'
import { businessDayAfter, dayOf, isBusinessDay } from '../../bank/calendar'
import type { StripeObject } from '../../store/store'
import type { Evidence } from '../evidence'
import type { BankBook } from './evidence'

const DAY = 86_400

/** What Stripe says has gone to the bank, or has come from it: the amount is signed as the bank's line would be. */
export type Movement = {
  kind: 'payout' | 'return' | 'topup'
  object: StripeObject
  amount: number
  /** The arrival day, the day of the `payout_reversal`, the day on which the top-up was created. */
  day: number
}

export function movementsOf(evidence: Evidence, book: BankBook): Movement[] {
  const inCurrency = (type: string) =>
    evidence.list(book.account, type).filter((object) => object.currency === book.currency)
  const payouts = inCurrency('payout').filter((payout) => payout.status !== 'canceled')
  const topups = inCurrency('topup').filter((topup) => topup.status === 'succeeded')
  return [
    ...payouts.map((object) => movement('payout', object, Number(object.amount), Number(object.arrival_date))),
    ...payouts.flatMap((object) => {
      const back = evidence.get(book.account, String(object.failure_balance_transaction))
      return back === undefined ? [] : [movement('return', object, -Number(object.amount), Number(back.created))]
    }),
    ...topups.map((object) => movement('topup', object, -Number(object.amount), Number(object.created))),
  ]
}

function movement(kind: Movement['kind'], object: StripeObject, amount: number, at: number): Movement {
  return { kind, object, amount, day: dayOf(at) }
}

export function isStripes(line: BankLine): boolean {
  return /stripe/i.test(`${line.text} ${line.counterparty} ${line.endToEnd}`)
}

export function holdsTrace(line: BankLine, payout: StripeObject): boolean {
  const trace = (payout.trace_id as { value: string | null }).value
  return trace !== null && (line.text.includes(trace) || line.endToEnd?.includes(trace) === true)
}

/** Amount and days alone, before any trace is looked at. */
export function isNear(movement: Movement, line: BankLine, currency: string): boolean {
  const last = businessDayAfter(movement.day, 5, currency)
  return line.amount === movement.amount && line.booked >= movement.day - DAY && line.booked <= last
}

/** Business days from the earlier to the later of two days. */
export function businessDaysBetween(a: number, b: number, currency: string): number {
  let count = 0
  for (let day = Math.min(a, b) + DAY; day <= Math.max(a, b); day += DAY) if (isBusinessDay(day, currency)) count += 1
  return count
}
