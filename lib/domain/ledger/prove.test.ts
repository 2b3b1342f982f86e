import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NetSum } from './net-sum'
import { prove, type Reading } from './prove'

type Cell = Reading['cells'][number]
const at = (...cells: Cell[]): Reading => ({ cells })
const cell = (balanceType: string, availableMinor: bigint, pendingMinor = 0n, currency = 'eur'): Cell => ({
  balanceType,
  currency,
  availableMinor,
  pendingMinor,
})
const sum = (balanceType: string, netMinor: bigint, given: Partial<NetSum> = {}): NetSum => ({
  currency: 'eur',
  balanceType,
  netMinor,
  availableMinor: netMinor,
  payoutsUnderWayMinor: 0n,
  reservedNetMinor: 0n,
  riskNetMinor: 0n,
  ...given,
})

const brief = (proofs: ReturnType<typeof prove>) =>
  proofs.map((p) => [p.balanceType, p.currency, p.state, p.residualMinor])

test('available and pending together equal the sum of nets', () => {
  const shown = at(cell('payments', 700n, 300n))
  const proofs = prove(shown, [sum('payments', 1000n, { availableMinor: 700n })], shown)
  expect(brief(proofs)).toEqual([['payments', 'eur', 'proven', 0n]])
  expect(proofs[0]).toMatchObject({ providerMinor: 1000n, ledgerMinor: 1000n })
  expect(proofs[0]?.split).toMatchObject({ state: 'proven', availableMinor: 700n, pendingMinor: 300n })
})

test('five cents that no transaction explains are a residual of five cents, with their sign', () => {
  const shown = at(cell('payments', 1005n))
  expect(brief(prove(shown, [sum('payments', 1000n)], shown))).toEqual([['payments', 'eur', 'residual', 5n]])
  const less = at(cell('payments', 995n))
  expect(brief(prove(less, [sum('payments', 1000n)], less))).toEqual([['payments', 'eur', 'residual', -5n]])
})

test('a balance that Stripe does not list at all is zero', () => {
  expect(brief(prove(at(), [sum('payments', 30n)], at()))).toEqual([['payments', 'eur', 'residual', -30n]])
  expect(brief(prove(at(), [sum('payments', 0n)], at()))).toEqual([['payments', 'eur', 'proven', 0n]])
})

test('a balance that moved while it was read proves nothing and accuses nobody', () => {
  const proofs = prove(at(cell('payments', 1000n)), [sum('payments', 1100n)], at(cell('payments', 1100n)))
  expect(brief(proofs)).toEqual([['payments', 'eur', 'unproven', null]])
})

test('money that only becomes available moves no total', () => {
  const [before, after] = [at(cell('payments', 0n, 50n)), at(cell('payments', 50n, 0n))]
  const proofs = prove(before, [sum('payments', 50n)], after)
  expect(brief(proofs)).toEqual([['payments', 'eur', 'proven', 0n]])
  expect(proofs[0]?.split?.state).toBe('unproven')
})

test('the connect reserve is what left payments for it', () => {
  const shown = at(cell('payments', 800n), cell('connect_reserved', 200n))
  expect(brief(prove(shown, [sum('payments', 800n, { reservedNetMinor: -200n })], shown))).toEqual([
    ['connect_reserved', 'eur', 'proven', 0n],
    ['payments', 'eur', 'proven', 0n],
  ])
})

test('a reserve that Stripe shows and no transaction made is a residual; one it does not show cannot be proven', () => {
  const shown = at(cell('connect_reserved', 200n))
  expect(brief(prove(shown, [], shown))).toEqual([['connect_reserved', 'eur', 'residual', 200n]])
  const hidden = at(cell('payments', 800n))
  expect(brief(prove(hidden, [sum('payments', 800n, { reservedNetMinor: -200n })], hidden))).toEqual([
    ['connect_reserved', 'eur', 'not_provable', null],
    ['payments', 'eur', 'proven', 0n],
  ])
})

test('issuing, prefunding, and what Stripe does not show', () => {
  const shown = at(cell('issuing', 10n), cell('refund_and_dispute_prefunding', 20n, 5n, 'usd'))
  const prefunding = sum('refund_and_dispute_prefunding', 25n, { currency: 'usd' })
  const sums = [sum('issuing', 10n), prefunding, sum('risk_reserved', 7n), sum('moon_reserve', 3n)]
  expect(brief(prove(shown, sums, shown))).toEqual([
    ['issuing', 'eur', 'proven', 0n],
    ['moon_reserve', 'eur', 'not_provable', null],
    ['refund_and_dispute_prefunding', 'usd', 'proven', 0n],
    ['risk_reserved', 'eur', 'not_provable', null],
  ])
})

test('a reserve that Stripe does not show is proven by what its holds took, where both sides are told', () => {
  const nothing = at()
  const taken = sum('payments', 0n, { netMinor: 0n, availableMinor: 0n, riskNetMinor: -80n })
  const held = sum('risk_reserved', 75n, { riskNetMinor: 80n })
  const of = (...sums: NetSum[]) =>
    prove(nothing, sums, nothing)
      .filter(({ balanceType }) => balanceType === 'risk_reserved')
      .map(({ state, ledgerMinor, residualMinor }) => [state, ledgerMinor, residualMinor])
  // Held 80, of which a dispute has taken 5: holds less releases agree, and 75 are left.
  expect(of(taken, held)).toEqual([['proven', 75n, 0n]])
  expect(of(taken)).toEqual([['not_provable', 80n, null]])
  expect(of(held)).toEqual([['not_provable', 75n, null]])
  expect(of(taken, { ...held, riskNetMinor: 81n })).toEqual([['not_provable', 75n, null]])
})

test('without full history the proof starts from a stated opening', () => {
  const shown = at(cell('payments', 1500n))
  const opening = { balanceType: 'payments', currency: 'eur', minor: 500n }
  const proofs = prove(shown, [sum('payments', 1000n)], shown, [opening])
  expect(proofs[0]).toMatchObject({ state: 'proven', openingMinor: 500n, ledgerMinor: 1500n })
})

test('the residual is exactly the money by which the two sides differ', () => {
  const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
  fc.assert(
    fc.property(minor, minor, minor, (available, pending, net) => {
      const shown = at(cell('payments', available, pending))
      const [proof] = prove(shown, [sum('payments', net)], shown)
      expect(proof?.residualMinor).toBe(available + pending - net)
      expect(proof?.state).toBe(available + pending === net ? 'proven' : 'residual')
    }),
  )
})
