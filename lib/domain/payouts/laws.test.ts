import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BalanceHistory, composePayouts } from './compose-payouts'
import type { Part } from './composition'
import { isOwnRow, payoutEvents } from './payout-events'
import { compositionPolicy } from './policy'
import { absencesOf, resumePoint } from './resume'
import { history, hour, leaving, payout, returning, row } from './testing/history'
import { brokenHistory, handHistory, livedHistory, steadyHistory } from './testing/random-history'

const compose = (history: BalanceHistory) => composePayouts(history, compositionPolicy)
const anyHistory = fc.oneof(livedHistory, brokenHistory)
const sum = (parts: readonly { minor: bigint }[]) => parts.reduce((total, { minor }) => total + minor, 0n)
const backOf = ({ rows }: BalanceHistory, payoutId: string) =>
  rows.find((row) => row.category === 'payout_reversal' && row.sourceId === payoutId)

describe('for any history', () => {
  test('the proof adds up: before − consumed = after, consumed + remainder = amount, and parts are what was consumed', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const one of compose(history)) {
          expect(one.beforeMinor - one.consumedMinor).toBe(one.afterMinor)
          expect(one.consumedMinor + one.remainderMinor).toBe(one.amountMinor)
          if (one.basis !== 'listed') expect(sum(one.parts)).toBe(one.consumedMinor)
          if (one.basis !== 'listed') expect(one.wholeRows + one.cutRows).toBe(one.parts.length)
        }
      }),
    )
  })

  test('the balance before a payout is all that became available, less what earlier payouts consumed', () => {
    fc.assert(
      fc.property(livedHistory, (history) => {
        const ids = new Set(history.payouts.map(({ id }) => id))
        const made = compose(history)
        for (const [index, one] of made.entries()) {
          const available = history.rows.filter(({ category, availableOn }) => {
            return category !== 'payout' && availableOn <= one.created
          })
          expect(ids.has(one.payoutId)).toBe(true)
          const earlier = made.slice(0, index).reduce((total, { amountMinor }) => total + amountMinor, 0n)
          expect(one.beforeMinor).toBe(sum(available.map(({ netMinor }) => ({ minor: netMinor }))) - earlier)
        }
      }),
    )
  })

  test('a part lies within its row, and no two payouts that kept their money share a cent of one', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const kept = compose(history).filter(({ payoutId }) => backOf(history, payoutId) === undefined)
        const parts = kept.flatMap((one) => one.parts)
        for (const own of Map.groupBy(parts, ({ row }) => row.id).values()) {
          let reached = 0n
          for (const part of own.toSorted((a, b) => Number(size(a.fromMinor) - size(b.fromMinor)))) {
            expect(part.minor > 0n).toBe(part.row.netMinor > 0n)
            expect(size(part.fromMinor)).toBeGreaterThanOrEqual(reached)
            reached = size(part.fromMinor) + size(part.minor)
          }
          expect(reached).toBeLessThanOrEqual(size(own[0]?.row.netMinor ?? 0n))
        }
      }),
    )
  })

  test('what is open after a payout is the balance after it, and no negative row waits for a later one', () => {
    fc.assert(
      fc.property(handHistory, (history) => {
        for (const { after, afterMinor } of compose(history)) {
          const pools = after?.pools ?? []
          expect(pools.flatMap(({ debts }) => debts)).toEqual([])
          expect(sum(pools.flatMap(({ credits }) => credits))).toBe(afterMinor)
        }
      }),
    )
  })

  test('a row that Stripe lists goes only to a payout whose own row stands in the same listing', () => {
    fc.assert(
      fc.property(steadyHistory, (history) => {
        const listing = new Map(history.rows.map((row) => [row.id, row.listedIn]))
        for (const { parts, payoutId } of compose(history)) {
          const own = history.rows.find(({ sourceId }) => sourceId === payoutId)
          for (const { row } of parts) expect([null, own?.listedIn]).toContain(listing.get(row.id))
        }
      }),
    )
  })

  test('neither the order of the input nor a second run changes a byte', () => {
    fc.assert(
      fc.property(
        anyHistory.chain((history) => fc.tuple(fc.constant(history), shuffled(history))),
        ([history, mixed]) => {
          expect(compose(mixed)).toEqual(compose(history))
        },
      ),
    )
  })

  test('confidence is the sum of its factors, from 0 to 100', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { confidence, factors } of compose(history)) {
          expect(factors.reduce((total, { points }) => total + points, 0)).toBe(confidence)
          expect(factors.reduce((total, { most }) => total + most, 0)).toBe(100)
          for (const { points, most } of factors) expect(points >= 0 && points <= most).toBe(true)
        }
      }),
    )
  })
})

test.each([
  ['all that is open', compositionPolicy],
  ['little, and reads the rest again', { ...compositionPolicy, mostOpen: 1 }],
])('going on from any safe state is the same as beginning anew: it keeps %s', (_, policy) => {
  const goneOn: boolean[] = []
  const compose = (history: BalanceHistory) => composePayouts(history, policy)
  fc.assert(
    fc.property(
      fc.oneof(livedHistory, brokenHistory, handHistory, steadyHistory),
      fc.nat(200),
      (history, sinceHour) => {
        const all = compose(history)
        const kept = all.flatMap(({ payoutId, created, after }) => (after ? [{ payoutId, created, after }] : []))
        const payouts = new Map(history.payouts.map((one) => [one.id, one]))
        const own = history.rows.filter((one) => isOwnRow(one, payouts))
        const from = resumePoint(kept, hour(sinceHour), absencesOf(payoutEvents(payouts, own)))
        if (from) goneOn.push(from.after.isOpenBehind)
        const later = all.slice(all.findIndex(({ payoutId }) => payoutId === from?.payoutId) + 1)
        expect(composePayouts(history, policy, from)).toEqual(later)
      },
    ),
    { numRuns: 300 },
  )
  expect(goneOn.length).toBeGreaterThan(50)
  expect(goneOn.includes(true)).toBe(policy.mostOpen < 100)
})

test('a short state keeps the rows of a listing that came back, for nobody reads them again', () => {
  const policy = { ...compositionPolicy, mostOpen: 1 }
  const listed = { listedIn: 'po_auto' }
  const swept = payout('po_auto', 60n, 5, { isAutomatic: true, listed: { rows: 2, netMinor: 60n } })
  const [first, second] = [payout('po_1', 20n, 10), payout('po_2', 40n, 20)]
  const rows = [row('a', 20n, 1, listed), row('b', 40n, 2, listed), row('c', 70n, 9)]
  const own = [leaving(swept), returning(swept, 7), leaving(first), leaving(second)]
  const whole = history([...rows, ...own], [swept, first, second])
  const [, made, next] = composePayouts(whole, policy)
  expect(made?.after).toMatchObject({ isOpenBehind: true, pools: [{ credits: [{ row: { id: 'b' }, minor: 40n }] }] })
  const from = made?.after ? { payoutId: 'po_1', created: made.created, after: made.after } : null
  expect(composePayouts(whole, policy, from)).toEqual([next])
})

test('with the whole history known, nothing is left over', () => {
  fc.assert(
    fc.property(livedHistory, (history) => {
      for (const one of compose(history)) expect([one.payoutId, one.remainderMinor]).toEqual([one.payoutId, 0n])
    }),
    { numRuns: 500 },
  )
})

function size(minor: Part['minor']): bigint {
  return minor < 0n ? -minor : minor
}

function shuffled(history: BalanceHistory): fc.Arbitrary<BalanceHistory> {
  const all = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length })
  return fc.record({
    rows: all(history.rows),
    payouts: all(history.payouts),
    isFullHistory: fc.constant(history.isFullHistory),
  })
}
