import { isBusinessDay } from '../../bank/calendar'
import type { StripeObject } from '../../store/store'
import type { Reading } from '../reading'
import { type Costs, freedomOfLine, linesOfMovements } from './best-pairs'
import type { ReadLine } from './figures'
import type { ReadBank } from './read-statement'

const DAY = 86_400
/** What it costs to hold that a failed payout reached the bank: more than any days. */
const MORE_THAN_DAYS = 1_000

/** What Stripe claims to have sent to the bank, taken back from it, or drawn from it. */
export type Claim = { what: 'payout' | 'return' | 'topup'; object: StripeObject; amount: number; day: number }
export type Pairing = { partner: ReadonlyMap<Claim, ReadLine | null | 'open'>; free: readonly ReadLine[] }

export function claimsOf(reading: Reading, account: string, currency: string): Claim[] {
  const held = (type: string) => reading.of(type).filter((one) => one.account === account)
  const own = (type: string) => held(type).flatMap(({ object }) => (object.currency === currency ? [object] : []))
  const paidOut = own('payout').filter((payout) => payout.status !== 'canceled')
  const failed = paidOut.filter((payout) => payout.status === 'failed')
  const topups = own('topup').filter((topup) => topup.status === 'succeeded')
  const movedOn = (payout: StripeObject) => reading.find(account, payout.failure_balance_transaction)?.created
  return [
    ...paidOut.map((payout) => claim('payout', payout, 1, payout.arrival_date)),
    ...failed.map((payout) => claim('return', payout, -1, movedOn(payout))),
    ...topups.map((topup) => claim('topup', topup, -1, topup.created)),
  ]
}

function claim(what: Claim['what'], object: StripeObject, sign: 1 | -1, at: unknown): Claim {
  return { what, object, amount: sign * Number(object.amount), day: Number(at) - (Number(at) % DAY) }
}

/** Pairs claims and Stripe's lines amount by amount: nothing else can meet. */
export function pair(read: ReadBank, claims: readonly Claim[], currency: string): Pairing {
  const stripes = read.lines.filter((line) => line.words.toUpperCase().includes('STRIPE'))
  const partner = new Map<Claim, ReadLine | null | 'open'>()
  const free: ReadLine[] = []
  for (const amount of new Set([...claims, ...stripes].map((one) => one.amount))) {
    const [some, lines] = [claims, stripes].map((all) => all.filter((one) => one.amount === amount)) as [
      Claim[],
      ReadLine[],
    ]
    const costs = costsOf(read, claims, some, lines, currency)
    for (const [at, index] of linesOfMovements(costs, lines.length).entries()) {
      partner.set(some[at]!, typeof index === 'number' ? lines[index]! : index)
    }
    free.push(...lines.filter((_, at) => freedomOfLine(costs, lines.length, at) === 'free'))
  }
  return { partner, free }
}

function costsOf(read: ReadBank, claims: readonly Claim[], some: Claim[], lines: ReadLine[], currency: string): Costs {
  const payouts = new Set(claims.flatMap((one) => (one.what === 'topup' ? [] : [one.object])))
  return some.map((one) => {
    const hasFailed = one.what === 'payout' && one.object.status === 'failed'
    const isTraced = one.what !== 'topup' && read.lines.some((line) => holds(line, one.object))
    return lines.map((line) => {
      const owners = [...payouts].filter((payout) => holds(line, payout))
      const isBarred = owners.length > 0 ? !owners.includes(one.object) : isTraced
      if (isBarred || !isInWindow(one, line, currency)) return undefined
      return distance(one.day, line.day, currency) + (hasFailed ? MORE_THAN_DAYS : 0)
    })
  })
}

function holds(line: ReadLine, payout: StripeObject): boolean {
  const { value } = payout.trace_id as { value: string | null }
  return value !== null && line.words.includes(value)
}

function isInWindow(one: Claim, line: ReadLine, currency: string): boolean {
  return line.day >= one.day - DAY && line.day <= lastOf(one.day, 5, currency)
}

function distance(a: number, b: number, currency: string): number {
  const [earlier, later] = a < b ? [a, b] : [b, a]
  let days = 0
  while (lastOf(earlier, days + 1, currency) <= later) days += 1
  return days
}

/** The nth business day after a day. */
export function lastOf(day: number, n: number, currency: string): number {
  const open: number[] = []
  for (let at = day + DAY; open.length < n; at += DAY) if (isBusinessDay(at, currency)) open.push(at)
  return open[n - 1]!
}
