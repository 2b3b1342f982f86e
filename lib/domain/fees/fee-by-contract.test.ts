import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everySeller, type FeeContract } from './contract'
import { contractInForce } from './contract-in-force'
import { feeByContract } from './fee-by-contract'

const band = (currency: string, fromMinor: bigint, rateBp: bigint, fixedMinor = 0n) => ({
  currency,
  fromMinor,
  rateBp,
  fixedMinor,
})
const contract = (over: Partial<FeeContract> = {}): FeeContract => ({
  reference: 'CT-1',
  seller: 'acct_a',
  validFrom: new Date('2026-01-01T00:00:00Z'),
  tier: 'Gold',
  refundPolicy: 'kept',
  disputePolicy: 'absorbed',
  bands: [band('usd', 0n, 1200n, 25n), band('usd', 200_00n, 675n), band('jpy', 0n, 1000n), band('kwd', 0n, 1000n)],
  ...over,
})

describe('the fee by contract', () => {
  test.each([
    ['twelve per cent and a quarter on a hundred dollars', 100_00n, 'usd', 12_25n],
    ['one cent below the second band still pays the first', 199_99n, 'usd', 24_25n],
    ['from two hundred dollars on the whole amount pays the lower rate', 200_00n, 'usd', 13_50n],
    ['half a yen rounds up', 1005n, 'jpy', 101n],
    ['three decimals round in thousandths', 12_345n, 'kwd', 1235n],
  ])('%s', (_, captured, currency, fee) => {
    expect(feeByContract(contract(), captured, currency)).toBe(fee)
  })

  test('a currency without a band has no fee to check against', () => {
    expect(feeByContract(contract(), 100_00n, 'eur')).toBeUndefined()
    expect(feeByContract(contract({ bands: [band('usd', 50_00n, 100n)] }), 49_99n, 'usd')).toBeUndefined()
  })
})

describe('the contract in force', () => {
  const later = contract({ reference: 'CT-2', validFrom: new Date('2026-03-01T00:00:00Z') })
  test('the latest that is not after the charge; the instant itself counts', () => {
    const both = [later, contract()]
    expect(contractInForce(both, 'acct_a', new Date('2026-02-28T23:59:59Z'))?.reference).toBe('CT-1')
    expect(contractInForce(both, 'acct_a', new Date('2026-03-01T00:00:00Z'))?.reference).toBe('CT-2')
    expect(contractInForce(both, 'acct_a', new Date('2025-12-31T00:00:00Z'))).toBeUndefined()
    expect(contractInForce(both, 'acct_b', new Date('2026-06-01T00:00:00Z'))).toBeUndefined()
  })

  test('one for every seller holds until the seller has one of their own', () => {
    const standard = contract({ reference: 'CT-0', seller: everySeller, validFrom: new Date('2026-02-01T00:00:00Z') })
    const both = [standard, later]
    expect(contractInForce(both, 'acct_a', new Date('2026-01-31T23:59:59Z'))).toBeUndefined()
    expect(contractInForce(both, 'acct_a', new Date('2026-02-01T00:00:00Z'))?.reference).toBe('CT-0')
    expect(contractInForce(both, 'acct_a', new Date('2026-03-01T00:00:00Z'))?.reference).toBe('CT-2')
    expect(contractInForce(both, 'acct_b', new Date('2026-06-01T00:00:00Z'))?.reference).toBe('CT-0')
  })

  test('the order in which contracts came in decides nothing', () => {
    const many = [0, 0, 1, 2, 2].map((month, i) =>
      contract({ reference: `CT-${i}`, validFrom: new Date(Date.UTC(2026, month)) }),
    )
    const at = fc.integer({ min: 0, max: 4 }).map((month) => new Date(Date.UTC(2026, month, 2)))
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: 5 }), at, (shuffled, when) => {
        expect(contractInForce(shuffled, 'acct_a', when)).toBe(contractInForce(many, 'acct_a', when))
      }),
    )
  })
})
