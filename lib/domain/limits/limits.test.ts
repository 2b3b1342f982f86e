import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, type Role, roles } from '../access/actor'
import { calendarDay } from '../base/calendar-day'
import { exceeds, type Limits, limitedActs, limitedRoles, limitOf, shippedLimits } from './limits'
import { type LimitsText, limitsInput, limitsToJson, readLimits } from './limits-input'
import { sayChanges } from './say-changes'

const user = (role: Role): Actor => ({ kind: 'user', id: 'ana', role, marketplaceId: 'm' })
const today = calendarDay('2026-10-31')

test.each<[Role, string, bigint]>([
  ['analyst', 'usd', 100_00n],
  ['admin', 'usd', 1_000_00n],
  ['analyst', 'jpy', 15_000n],
  ['admin', 'kwd', 1_000_000n],
  ['compliance', 'usd', 0n],
  ['executive', 'eur', 0n],
  ['analyst', 'zzz', 0n],
])('as shipped, %s writes off alone in %s: %d minor units', (role, currency, limit) => {
  expect(limitOf(shippedLimits, 'write_off_alone', role, currency)).toBe(limit)
})

test('a currency’s own bound goes before the general one, for every role', () => {
  const own: Limits = { ...shippedLimits, own: { write_off_alone: { chf: { analyst: 7n } } } }
  const upTo = (currency: string, role: Role = 'analyst') => limitOf(own, 'write_off_alone', role, currency)
  expect([upTo('usd'), upTo('chf'), upTo('chf', 'admin')]).toEqual([100_00n, 7_00n, 0n])
})

test('what goes together counts together, each currency by itself; no bound is no bound, and a machine has none to spend', () => {
  const usd = { amountMinor: 60_00n, currency: 'usd' }
  const alone = (actor: Actor, of: { amountMinor: bigint; currency: string }[]) =>
    exceeds(shippedLimits, 'write_off_alone', actor, of)
  expect(alone(user('analyst'), [usd, { ...usd, currency: 'eur' }])).toBe(false)
  expect(alone(user('analyst'), [usd, usd])).toBe(true)
  expect(alone({ kind: 'job', id: 'x', marketplaceId: 'm' }, [usd])).toBe(true)
  expect(exceeds(shippedLimits, 'answer_payment', user('analyst'), [{ ...usd, amountMinor: 10n ** 15n }])).toBe(false)
})

const fields = {
  'write_off_alone.analyst': '250',
  'write_off_alone.admin': '2 000',
  'answer_write_off.analyst': '500',
  'answer_write_off.compliance': '',
  'answer_write_off.admin': 'any',
  'answer_payment.analyst': '0',
  'answer_payment.compliance': '',
  'answer_payment.admin': '',
  hours: '24',
  from: '2026-11-01',
  own: 'write_off_alone, analyst, CHF, 90\n\nBe the second person for money that moves; compliance; jpy; 100000',
}

describe('what a form says', () => {
  test('is read whole, stored as text and read again the same', () => {
    const read = readLimits(fields, today)
    if ('errors' in read) throw new Error(read.errors.join())
    expect(read.from).toBe('2026-11-01')
    expect(read.limits).toEqual({
      expiresAfterHours: 24,
      general: {
        write_off_alone: { analyst: 250n, admin: 2_000n },
        answer_write_off: { analyst: 500n, compliance: 'any', admin: 'any' },
        answer_payment: { analyst: 0n, compliance: 'any', admin: 'any' },
      },
      own: { write_off_alone: { chf: { analyst: 90n } }, answer_payment: { jpy: { compliance: 100_000n } } },
    })
    expect(limitsInput.parse(JSON.parse(limitsToJson(read.limits)))).toEqual(read.limits)
    expect(sayChanges(shippedLimits, read.limits)).toEqual([
      { what: 'Write off alone: analyst', now: 'up to 100 USD', next: 'up to 250 USD' },
      { what: 'Write off alone: admin', now: 'up to 1,000 USD', next: 'up to 2,000 USD' },
      { what: 'Be the second person for a write-off: analyst', now: 'any amount', next: 'up to 500 USD' },
      { what: 'Be the second person for money that moves: analyst', now: 'any amount', next: 'nothing' },
      { what: 'Write off alone in CHF: analyst', now: 'as in general', next: 'up to 90 CHF' },
      { what: 'Write off alone in CHF: admin', now: 'as in general', next: 'nothing' },
      { what: 'Be the second person for money that moves in JPY: analyst', now: 'as in general', next: 'nothing' },
      {
        what: 'Be the second person for money that moves in JPY: compliance',
        now: 'as in general',
        next: 'up to 100,000 JPY',
      },
      { what: 'Be the second person for money that moves in JPY: admin', now: 'as in general', next: 'nothing' },
      { what: 'A request stands for', now: '4 h', next: '24 h' },
    ])
    expect(sayChanges(read.limits, read.limits)).toEqual([])
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['alone without a bound', { 'write_off_alone.analyst': '' }, /^Write off alone, analyst: write a whole amount/],
    ['decimals', { 'answer_write_off.admin': '1.50' }, /second person for a write-off, admin: .*empty for no bound/],
    ['below zero', { 'write_off_alone.admin': '-5' }, /whole amount/],
    ['hours', { hours: '0' }, /1 to 168 whole hours/],
    ['half hours', { hours: '1.5' }, /1 to 168 whole hours/],
    ['no day', { from: '2026-02-30' }, /Choose the first day/],
    ['a day that is over', { from: '2026-10-30' }, /first day is over/],
    ['an act nobody knows', { own: 'pay, analyst, CHF, 1' }, /^Line 1: begin with one of write_off_alone/],
    [
      'a role that may not',
      { own: '\nwrite_off_alone, executive, CHF, 1' },
      /^Line 2: “executive” is none of the roles/,
    ],
    ['a currency nobody knows', { own: 'write_off_alone, analyst, ZZZ, 1' }, /no currency that Stripe knows/],
    ['twice', { own: 'write_off_alone, analyst, CHF, 1\nwrite_off_alone, analyst, chf, 2' }, /^Line 2: This role has/],
  ])('rejects %s', (_, over, said) => {
    const read = readLimits({ ...fields, ...over }, today)
    expect('errors' in read ? read.errors : []).toEqual([expect.stringMatching(said)])
  })
})

test('a higher bound never makes more exceed it', () => {
  const anyBound = fc.oneof(fc.constant('any' as const), fc.bigInt({ min: 0n, max: 10_000n }))
  const text = fc.record({
    low: fc.bigInt({ min: 0n, max: 5_000n }),
    more: anyBound,
    minor: fc.bigInt({ min: 1n, max: 10n ** 9n }),
  })
  const withBound = (bound: bigint | 'any', act: (typeof limitedActs)[number], role: Role): LimitsText & Limits => ({
    ...shippedLimits,
    general: { ...shippedLimits.general, [act]: { [role]: bound } },
  })
  fc.assert(
    fc.property(text, fc.constantFrom(...limitedActs), fc.constantFrom(...roles), ({ low, more, minor }, act, role) => {
      const high = more === 'any' ? more : low + more
      const said = (bound: bigint | 'any') =>
        exceeds(withBound(bound, act, role), act, user(role), [{ amountMinor: minor, currency: 'usd' }])
      expect(said(high) && !said(low)).toBe(false)
    }),
  )
  for (const act of limitedActs)
    expect(Object.keys(shippedLimits.general[act]).sort()).toEqual([...limitedRoles[act]].sort())
})
