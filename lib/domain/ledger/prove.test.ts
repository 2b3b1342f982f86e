import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BalanceLine, type NetSum, prove } from './prove'

const at = (lines: BalanceLine[]) => ({ readAt: new Date('2026-10-01T00:00:00Z'), lines })
const line = (part: BalanceLine['part'], amountMinor: bigint, currency = 'eur') => ({ part, amountMinor, currency })
const sum = (balanceType: string, netMinor: bigint, given: Partial<NetSum> = {}): NetSum => ({
  currency: 'eur',
  balanceType,
  netMinor,
  usableMinor: netMinor,
  reservedNetMinor: 0n,
  ...given,
})

const brief = (proofs: ReturnType<typeof prove>) =>
  proofs.map((p) => [p.balanceType, p.currency, p.state, p.residualMinor])

test('available and pending together equal the sum of nets', () => {
  const shown = at([line('available', 700n), line('pending', 300n)])
  const proofs = prove(shown, [sum('payments', 1000n, { usableMinor: 700n })], shown)
  expect(brief(proofs)).toEqual([['payments', 'eur', 'proven', 0n]])
  expect(proofs[0]).toMatchObject({ providerMinor: 1000n, ledgerMinor: 1000n, availableMinor: 700n })
})

test('five cents that no transaction explains are a residual of five cents, with their sign', () => {
  const shown = at([line('available', 1005n)])
  expect(brief(prove(shown, [sum('payments', 1000n)], shown))).toEqual([['payments', 'eur', 'residual', 5n]])
  const less = at([line('available', 995n)])
  expect(brief(prove(less, [sum('payments', 1000n)], less))).toEqual([['payments', 'eur', 'residual', -5n]])
})

test('a balance that moved while it was read proves nothing and accuses nobody', () => {
  const proofs = prove(at([line('available', 1000n)]), [sum('payments', 1100n)], at([line('available', 1100n)]))
  expect(brief(proofs)).toEqual([['payments', 'eur', 'unproven', null]])
})

test('money that only becomes available moves no total', () => {
  const before = at([line('available', 0n), line('pending', 50n)])
  const after = at([line('available', 50n), line('pending', 0n)])
  expect(brief(prove(before, [sum('payments', 50n)], after))).toEqual([['payments', 'eur', 'proven', 0n]])
})

test('the connect reserve is what left payments for it', () => {
  const shown = at([line('available', 800n), line('connect_reserved', 200n)])
  const proofs = prove(shown, [sum('payments', 800n, { reservedNetMinor: -200n })], shown)
  expect(brief(proofs)).toEqual([
    ['connect_reserved', 'eur', 'proven', 0n],
    ['payments', 'eur', 'proven', 0n],
  ])
})

test('a reserve that Stripe shows and no transaction made is a residual', () => {
  const shown = at([line('connect_reserved', 200n)])
  expect(brief(prove(shown, [], shown))).toEqual([['connect_reserved', 'eur', 'residual', 200n]])
})

test('issuing, prefunding, and what Stripe does not show', () => {
  const shown = at([
    line('issuing_available', 10n),
    line('prefunding_available', 20n, 'usd'),
    line('prefunding_pending', 5n, 'usd'),
  ])
  const prefunding = sum('refund_and_dispute_prefunding', 25n, { currency: 'usd' })
  const sums = [sum('issuing', 10n), prefunding, sum('risk_reserved', 7n), sum('moon_reserve', 3n)]
  expect(brief(prove(shown, sums, shown))).toEqual([
    ['issuing', 'eur', 'proven', 0n],
    ['moon_reserve', 'eur', 'not_provable', null],
    ['refund_and_dispute_prefunding', 'usd', 'proven', 0n],
    ['risk_reserved', 'eur', 'not_provable', null],
  ])
})

test('without full history the proof starts from a stated opening', () => {
  const shown = at([line('available', 1500n)])
  const opening = { balanceType: 'payments', currency: 'eur', minor: 500n }
  const proofs = prove(shown, [sum('payments', 1000n)], shown, [opening])
  expect(proofs[0]).toMatchObject({ state: 'proven', openingMinor: 500n, ledgerMinor: 1500n })
})

test('the residual is exactly the money by which the two sides differ', () => {
  const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
  fc.assert(
    fc.property(minor, minor, minor, (available, pending, net) => {
      const shown = at([line('available', available), line('pending', pending)])
      const [proof] = prove(shown, [sum('payments', net)], shown)
      expect(proof?.residualMinor).toBe(available + pending - net)
      expect(proof?.state).toBe(available + pending === net ? 'proven' : 'residual')
    }),
  )
})
