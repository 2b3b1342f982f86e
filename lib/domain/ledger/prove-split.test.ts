import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equationFor } from './equations'
import type { NetSum } from './net-sum'
import { proveSplit } from './prove-split'

const payments = equationFor('payments')
const shown = (availableMinor: bigint, pendingMinor: bigint) => ({ availableMinor, pendingMinor })
const sum = (netMinor: bigint, availableMinor: bigint, payoutsUnderWayMinor = 0n): NetSum => ({
  currency: 'eur',
  balanceType: 'payments',
  netMinor,
  availableMinor,
  payoutsUnderWayMinor,
  reservedNetMinor: 0n,
  riskNetMinor: 0n,
})

test('both parts agree: two lines, both proven', () => {
  const at = shown(700n, 300n)
  expect(proveSplit(payments, at, [sum(1000n, 700n)], at, 0n)).toMatchObject({
    state: 'proven',
    availableMinor: 700n,
    pendingMinor: 300n,
  })
})

test('money that Stripe still holds back differs in both parts by the same amount, and the total does not', () => {
  const at = shown(640n, 360n)
  const split = proveSplit(payments, at, [sum(1000n, 700n)], at, 0n)
  expect(split).toMatchObject({ state: 'differs', availableMinor: 700n, pendingMinor: 300n })
})

test('a payout that has left available before it arrives, and one that counts with its arrival, both prove', () => {
  // 1000 available, 300 pending, of which 400 are on their way to the bank: available is 600 at once.
  const sums = [sum(900n, 1000n, -400n)]
  expect(proveSplit(payments, shown(600n, 300n), sums, shown(600n, 300n), 0n)).toMatchObject({
    state: 'proven',
    payouts: 'at_once',
    availableMinor: 600n,
    pendingMinor: 300n,
  })
  expect(proveSplit(payments, shown(1000n, -100n), sums, shown(1000n, -100n), 0n)).toMatchObject({
    state: 'proven',
    payouts: 'on_arrival',
  })
})

test('what moved from one part to the other between the readings proves nothing', () => {
  expect(proveSplit(payments, shown(0n, 50n), [sum(50n, 50n)], shown(50n, 0n), 0n)?.state).toBe('unproven')
})

test('an assumed opening has long become available', () => {
  const at = shown(1200n, 300n)
  expect(proveSplit(payments, at, [sum(1000n, 700n)], at, 500n)).toMatchObject({ state: 'proven', pendingMinor: 300n })
})

test('a balance that Stripe shows in one figure has no split', () => {
  const at = shown(10n, 0n)
  expect(proveSplit(equationFor('issuing'), at, [sum(10n, 10n)], at, 0n)).toBeNull()
})

test('the two parts always make the whole, and the differences of both always make the residual', () => {
  const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
  fc.assert(
    fc.property(minor, minor, minor, minor, minor, minor, (available, pending, net, due, underWay, opening) => {
      const at = shown(available, pending)
      const split = proveSplit(payments, at, [sum(net, due, underWay)], at, opening)
      if (!split) throw new Error('payments is split')
      expect(split.availableMinor + split.pendingMinor).toBe(opening + net)
      const off = available - split.availableMinor + (pending - split.pendingMinor)
      expect(off).toBe(available + pending - opening - net)
      const equal = [due + opening, due + underWay + opening].includes(available) && off === 0n
      expect(split.state).toBe(equal ? 'proven' : 'differs')
    }),
  )
})
