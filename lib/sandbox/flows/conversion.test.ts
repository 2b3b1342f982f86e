import { expect, test } from 'vitest'
import { settleAt } from '../market/exchange'
import { createWorld } from '../world/world'
import { isBeyondBound, quoteOf } from './conversion'
import { draftFamily } from './draft-family'

const world = createWorld({ seed: 4, sellers: 300, days: 30, plantRate: 0.6 })
const families = world.market.sellers.flatMap((seller) =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) =>
    draftFamily(world, { key: `test/${seller.index}/${day}`, seller, at: world.epoch + day * 86_400, partners: [] }),
  ),
)
const converted = families.filter((family) => family.conversion !== null)
const isBent = (family: (typeof families)[number]) => family.mutation?.name === 'conversion_worse'

test('a rate is written as a decimal, without zeros that say nothing', () => {
  const written = [1_080_000, 6711, 137_962_963, 1_000_000, 40].map(
    (promised) => quoteOf({ currency: 'eur', promised, given: 1 }).rate,
  )
  expect(written).toEqual(['1.08', '0.006711', '137.962963', '1', '0.00004'])
})

test('an honest rate is never beyond what the contract lets pass, and some come close to it', () => {
  const honest = converted.filter((family) => !isBent(family))
  expect(honest.length).toBeGreaterThan(100)
  expect(honest.filter((family) => isBeyondBound(family, family.conversion!))).toEqual([])
  const worse = honest.filter(({ conversion }) => conversion!.given < conversion!.promised)
  expect(worse.length).toBeGreaterThan(10)
})

test('a bad rate is one to three percent under the promise, and always beyond what the contract lets pass', () => {
  const bent = converted.filter(isBent)
  expect(bent.length).toBeGreaterThan(10)
  for (const family of bent) {
    const { promised, given, currency } = family.conversion!
    expect(isBeyondBound(family, family.conversion!)).toBe(true)
    expect(given / promised).toBeGreaterThan(0.9695)
    expect(given / promised).toBeLessThanOrEqual(0.99)
    expect(settleAt(given, family.captured, family.currency, currency).amount).toBeGreaterThan(0)
  }
})

test('what is charged in the currency of its balance is promised nothing', () => {
  expect(families.filter((f) => f.conversion?.currency === f.currency)).toEqual([])
  expect(families.filter((f) => !f.seller.quotes && f.conversion !== null)).toEqual([])
})
