import { expect, test } from 'vitest'
import { makeMarket } from '../market/market'
import { contractAt, contractBody, feeByContract } from './contracts'

const market = makeMarket(1, 200, 1_788_220_800)

test('the contract in force is the latest that is not in the future', () => {
  const seller = market.sellers.find((s) => s.contracts.length === 2)!
  const [first, second] = seller.contracts
  expect(contractAt(seller.contracts, second!.validFrom - 1)).toBe(first)
  expect(contractAt(seller.contracts, second!.validFrom)).toBe(second)
  expect(contractAt(seller.contracts, first!.validFrom - 1)).toBeUndefined()
})

test('the band is reached by the whole amount, half a cent is rounded up, the fixed part added', () => {
  const bands = [
    { currency: 'eur', fromMinor: 0, rateBp: 1200, fixedMinor: 25 },
    { currency: 'eur', fromMinor: 20_000, rateBp: 675, fixedMinor: 0 },
  ]
  const contract = { ...market.sellers[0]!.contracts[0]!, bands }
  // 19999 × 12 % = 2399.88 → 2400, + 25; 20000 × 6.75 % = 1350; 1050 × 12 % = 126.
  expect([19_999, 20_000, 1050].map((amount) => feeByContract(contract, amount, 'eur'))).toEqual([2425, 1350, 151])
  expect(feeByContract(contract, 1050, 'usd')).toBeUndefined()
})

test('every seller starts with a contract that knows his own currency, and all tiers and both policies occur', () => {
  for (const seller of market.sellers) {
    expect(contractAt(seller.contracts, seller.bornAt)?.bands.some((band) => band.currency === seller.currency)).toBe(
      true,
    )
  }
  const contracts = market.sellers.flatMap((seller) => seller.contracts)
  expect([...new Set(contracts.map((c) => c.tier))].sort()).toEqual(['Bronze', 'Gold', 'Silver'])
  expect([...new Set(contracts.map((c) => c.refundPolicy))].sort()).toEqual(['kept', 'returned'])
})

test('three contracts in five make the seller bear a lost dispute, and some say nothing of it', () => {
  const said = makeMarket(1, 1000, 1_788_220_800).sellers.map((seller) => seller.contracts[0]!.disputePolicy)
  const recovered = said.filter((policy) => policy === 'recovered').length
  expect(recovered).toBeGreaterThan(550)
  expect(recovered).toBeLessThan(650)
  expect(new Set(said)).toEqual(new Set(['recovered', 'absorbed', undefined]))
  const unsaid = market.sellers.flatMap((s) => s.contracts).find((c) => c.disputePolicy === undefined)!
  expect('disputePolicy' in contractBody(unsaid)).toBe(false)
})
