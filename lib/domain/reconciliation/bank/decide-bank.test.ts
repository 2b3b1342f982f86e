import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalendarDay, calendarDay } from '../../base/calendar-day'
import { addBusinessDays, businessNumbers, dayOf, ordinalOf } from '../../matching/scoring/business-days'
import { reconPolicy } from '../policy'
import { decideBank } from './decide-bank'
import type { BankFacts, BankMovement, StripeLine } from './facts'
import { bankCalendar } from './holidays'

const day = calendarDay
const calendar = bankCalendar('eur')
const now = new Date('2026-10-31T00:00:00Z')
const movement = (
  kind: BankMovement['kind'],
  objectId: string,
  amountMinor: bigint,
  on: string,
  over: Partial<BankMovement> = {},
): BankMovement => ({
  kind,
  objectId,
  amountMinor,
  day: day(on),
  status: kind === 'topup' ? 'succeeded' : 'paid',
  traceId: null,
  created: new Date(`${on}T06:00:00Z`),
  ...over,
})
const line = (id: string, amountMinor: bigint, on: string, words: string[] = ['STRIPE']): StripeLine => ({
  id,
  bankAccountId: 'ba_1',
  reference: `REF-${id}`,
  bookedOn: day(on),
  amountMinor,
  words,
})
const account = (bankAccountId: string, ...[from, to]: [string, string]) => ({
  bankAccountId,
  covered: [{ from: day(from), to: day(to) }],
})
const facts = (movements: BankMovement[], lines: StripeLine[], over: Partial<BankFacts> = {}): BankFacts => ({
  stripeAccount: 'acct_platform',
  currency: 'eur',
  movements,
  lines,
  accounts: [account('ba_1', '2026-09-01', '2026-10-30')],
  ...over,
})
const decide = (given: BankFacts, at = now) => decideBank(given, calendar, reconPolicy, at)
const said = (given: BankFacts, at = now) =>
  decide(given, at).findings.map((f) => `${f.kind} ${f.object} ${f.amountMinor} ${f.direction}`)
const paired = (given: BankFacts) => decide(given).pairs.map((p) => `${p.movement.objectId}=${p.line.id}`)

describe('a payout and its line', () => {
  test('are tied from the day before arrival to the fifth business day after it', () => {
    // Monday 5 October; the fifth business day after it is Monday the 12th.
    const payout = movement('payout', 'po_1', 500_00n, '2026-10-05')
    for (const on of ['2026-10-04', '2026-10-05', '2026-10-12']) {
      expect(paired(facts([payout], [line('l', 500_00n, on)]))).toEqual(['po_1=l'])
    }
    for (const on of ['2026-10-03', '2026-10-13']) {
      expect(said(facts([payout], [line('l', 500_00n, on)]))).toEqual([
        'BANK_WITHOUT_PAYOUT REF-l 50000 platform_owes_stripe',
        'PAYOUT_NOT_IN_BANK po_1 50000 stripe_owes_platform',
      ])
    }
  })

  test('a payout is missing when the day after its fifth business day has begun, and not a moment before', () => {
    const alone = facts([movement('payout', 'po_1', 1n, '2026-10-05')], [])
    expect(said(alone, new Date('2026-10-12T23:59:59.999Z'))).toEqual([])
    expect(decide(alone, new Date('2026-10-12T23:59:59.999Z')).recheckAt).toEqual(new Date('2026-10-13T00:00:00Z'))
    expect(said(alone, new Date('2026-10-13T00:00:00Z'))).toEqual(['PAYOUT_NOT_IN_BANK po_1 1 stripe_owes_platform'])
  })

  test('nothing is missing where statements do not reach', () => {
    const payout = movement('payout', 'po_1', 1n, '2026-10-05')
    const covered = (from: string, to: string) => facts([payout], [], { accounts: [account('ba_1', from, to)] })
    expect(said(covered('2026-10-04', '2026-10-12'))).toHaveLength(1)
    expect(said(covered('2026-10-05', '2026-10-12'))).toEqual([])
    expect(said(covered('2026-10-04', '2026-10-11'))).toEqual([])
  })

  test.each(['canceled', 'pending', 'failed'])('a payout that is %s is missed by nobody', (status) => {
    expect(said(facts([movement('payout', 'po_1', 1n, '2026-10-05', { status })], []))).toEqual([])
  })
})

describe('twins', () => {
  const twins = [movement('payout', 'po_1', 7n, '2026-10-05'), movement('payout', 'po_2', 7n, '2026-10-05')]
  test('on one day with two lines are not told apart, and neither side is missing', () => {
    expect(said(facts(twins, [line('a', 7n, '2026-10-05'), line('b', 7n, '2026-10-05')]))).toEqual([
      'AMBIGUOUS po_1 7 unknown',
      'AMBIGUOUS po_2 7 unknown',
    ])
  })
  test('with one line are both in question', () => {
    expect(said(facts(twins, [line('a', 7n, '2026-10-06')]))).toHaveLength(2)
  })
  test('are told apart by a trace id, in whatever spelling', () => {
    const traced = [movement('payout', 'po_1', 7n, '2026-10-05', { traceId: 'AB12cd' }), twins[1]!]
    expect(
      paired(facts(traced, [line('a', 7n, '2026-10-05'), line('b', 7n, '2026-10-05', ['ref ab12 CD stripe'])])),
    ).toEqual(['po_1=b', 'po_2=a'])
  })
  test('are told apart by their days', () => {
    const apart = [twins[0]!, movement('payout', 'po_2', 7n, '2026-10-06')]
    expect(paired(facts(apart, [line('a', 7n, '2026-10-06'), line('b', 7n, '2026-10-05')]))).toEqual([
      'po_1=b',
      'po_2=a',
    ])
  })
})

describe('two accounts of one currency', () => {
  const payout = movement('payout', 'po_1', 5n, '2026-10-05')
  const missing = (...accounts: BankFacts['accounts']) => said(facts([payout], [], { accounts }))
  test('a line in either of them is the payout’s', () => {
    const elsewhere = { ...line('l', 5n, '2026-10-05'), bankAccountId: 'ba_2' }
    const accounts = [account('ba_1', '2026-09-01', '2026-10-30'), account('ba_2', '2026-09-01', '2026-10-30')]
    expect(paired(facts([payout], [elsewhere], { accounts }))).toEqual(['po_1=l'])
  })
  test('nothing is missing while one that was in use then was not seen to the end', () => {
    expect(missing(account('ba_1', '2026-09-01', '2026-10-30'), account('ba_2', '2026-09-01', '2026-10-06'))).toEqual(
      [],
    )
    expect(
      missing(account('ba_1', '2026-09-01', '2026-10-30'), account('ba_2', '2026-09-01', '2026-10-12')),
    ).toHaveLength(1)
  })
  test('one that ended before, or began after, keeps nobody waiting', () => {
    expect(
      missing(account('ba_1', '2026-09-01', '2026-10-30'), account('ba_2', '2026-09-01', '2026-10-03')),
    ).toHaveLength(1)
    expect(
      missing(account('ba_1', '2026-09-01', '2026-10-30'), account('ba_2', '2026-10-13', '2026-10-30')),
    ).toHaveLength(1)
  })
})

test('two lines of one name, and a payout in question both ways, are said once', () => {
  const twins = [line('a', 9n, '2026-10-05'), line('b', 4n, '2026-10-05')].map((one) => ({ ...one, reference: 'SAME' }))
  expect(said(facts([], twins))).toEqual(['BANK_WITHOUT_PAYOUT SAME 9 platform_owes_stripe'])
  const failed = ['po_1', 'po_2'].flatMap((id) => [
    movement('payout', id, 9n, '2026-10-05', { status: 'failed' }),
    movement('return', id, -9n, '2026-10-07'),
  ])
  const both = ['05', '05', '07', '07'].map((on, at) => line(`l${at}`, at < 2 ? 9n : -9n, `2026-10-${on}`))
  expect(said(facts(failed, both))).toEqual(['AMBIGUOUS po_1 9 unknown', 'AMBIGUOUS po_2 9 unknown'])
})

describe('money that goes the other way', () => {
  test('a negative payout is a debit of the bank, and is owed to Stripe until it is booked', () => {
    const debit = movement('payout', 'po_1', -9n, '2026-10-05')
    expect(paired(facts([debit], [line('d', -9n, '2026-10-06')]))).toEqual(['po_1=d'])
    expect(said(facts([debit], []))).toEqual(['PAYOUT_NOT_IN_BANK po_1 9 platform_owes_stripe'])
  })

  const failed = movement('payout', 'po_1', 9n, '2026-10-05', { status: 'failed' })
  const back = movement('return', 'po_1', -9n, '2026-10-07')
  test('a failed payout that was booked and went back is explained', () => {
    expect(said(facts([failed, back], [line('in', 9n, '2026-10-05'), line('out', -9n, '2026-10-08')]))).toEqual([])
  })
  test('booked and not sent back, the platform has it twice', () => {
    expect(said(facts([failed, back], [line('in', 9n, '2026-10-05')]))).toEqual([
      'BANK_WITHOUT_PAYOUT REF-in 9 platform_owes_stripe',
    ])
    expect(said(facts([failed, back], [line('in', 9n, '2026-10-05')]), new Date('2026-10-14T23:00:00Z'))).toEqual([])
  })
  test('a failed payout that the bank never saw raises nothing', () => {
    expect(said(facts([failed, back], []))).toEqual([])
  })
  test('a top-up without a debit, and a debit without a top-up', () => {
    expect(said(facts([movement('topup', 'tu_1', -5n, '2026-10-05')], [line('d', -6n, '2026-10-05')]))).toEqual([
      'TOPUP_UNMATCHED REF-d 6 stripe_owes_platform',
      'TOPUP_UNMATCHED tu_1 5 platform_owes_stripe',
    ])
    expect(said(facts([movement('topup', 'tu_1', -5n, '2026-10-05', { status: 'failed' })], []))).toEqual([])
  })
})

/** Every way of pairing, by trying: the most pairs, the fewest of failed payouts, the fewest days; and who is paired differently in some of the best. */
function byTrying({ movements, lines }: BankFacts) {
  const numberOf = businessNumbers(calendar)
  type Way = { pairs: Map<string, string>; days: number }
  const isFailed = new Set(movements.flatMap(({ objectId, status }) => (status === 'failed' ? [objectId] : [])))
  const failedIn = ({ pairs }: Way) => [...pairs.keys()].filter((id) => isFailed.has(id)).length
  const least = (some: Way[], by: (way: Way) => number) => some.filter((way) => by(way) === Math.min(...some.map(by)))
  const ways: Way[] = []
  const place = (at: number, pairs: Map<string, string>, days: number) => {
    const one = movements[at]
    if (!one) {
      ways.push({ pairs, days })
      return
    }
    place(at + 1, pairs, days)
    for (const candidate of lines) {
      const within =
        candidate.amountMinor === one.amountMinor &&
        candidate.bookedOn >= dayOf(ordinalOf(one.day) - 1) &&
        candidate.bookedOn <= addBusinessDays(one.day, 5, calendar)
      if (!within || [...pairs.values()].includes(candidate.id)) continue
      place(
        at + 1,
        new Map(pairs).set(one.objectId, candidate.id),
        days + Math.abs(numberOf(candidate.bookedOn) - numberOf(one.day)),
      )
    }
  }
  place(0, new Map(), 0)
  const most = Math.max(...ways.map(({ pairs }) => pairs.size))
  const full = ways.filter(({ pairs }) => pairs.size === most)
  const best = least(least(full, failedIn), ({ days }) => days)
  const certain = movements.filter(({ objectId }) => new Set(best.map(({ pairs }) => pairs.get(objectId))).size === 1)
  return certain.flatMap(({ objectId }) => {
    const held = best[0]?.pairs.get(objectId)
    return held === undefined ? [] : [`${objectId}=${held}`]
  })
}

test('what is tied is what every best way ties, whatever the order of the input', () => {
  const someDay = fc.integer({ min: 0, max: 9 }).map((n): CalendarDay => dayOf(ordinalOf(day('2026-10-01')) + n))
  const some = <T>(make: (n: number, amount: bigint, on: CalendarDay) => T) =>
    fc
      .array(fc.tuple(fc.constantFrom(5n, 7n), someDay), { maxLength: 4 })
      .map((list) => list.map(([amount, on], n) => make(n, amount, on)))
  fc.assert(
    fc.property(
      some((n, amount, on) => movement('payout', `po_${n}`, amount, on)),
      some((n, amount, on) => line(`l${n}`, amount, on)),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      (payouts, lines, fails) => {
        const movements = payouts.map((one, n) => (fails[n] ? { ...one, status: 'failed' } : one))
        const given = facts(movements, lines)
        expect(paired(given)).toEqual(byTrying(given).sort())
        const turned = facts(movements.toReversed(), lines.toReversed())
        expect(decide(turned)).toEqual(decide(given))
        const { pairs, findings } = decide(given)
        expect(new Set(findings.map((f) => `${f.kind} ${f.object}`)).size).toBe(findings.length)
        expect(new Set(pairs.map((p) => p.line.id)).size).toBe(pairs.length)
        for (const { amountMinor, evidence } of findings) {
          expect(evidence.parts.reduce((sum, { amountMinor: minor }) => sum + BigInt(minor), 0n)).toBe(amountMinor)
        }
      },
    ),
    { numRuns: 500 },
  )
})
