import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { stopAll } from '../processes'
import { paidOutItem, passing, rowsPath, syncThroughOutage, under } from './fault-run'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { startWorld, type World } from './ground/world'

let world: World
let undisturbed: Marketplace
let market: Marketplace

beforeAll(async () => {
  world = await startWorld()
  undisturbed = await openMarketplace(world)
  await undisturbed.sync()
})
beforeEach(async () => {
  market = await openMarketplace(world)
})
afterEach(() => market?.close())
afterAll(async () => {
  await undisturbed?.close()
  await stopAll()
})

test.each(passing)('%s, alone and often', async (_name, rule) => {
  await under(world, [rule], () => market.sync())
  expect(await market.digest()).toEqual(await undisturbed.digest())
})

test('broken connections are outwaited like an outage', async () => {
  await syncThroughOutage(world, market, 'reset')
  expect(await market.digest()).toEqual(await undisturbed.digest())
})

test('many gaps in the lists of many accounts are healed', async () => {
  await under(world, [{ kind: 'list_gap', on: rowsPath, rate: 0.7 }], async () => {
    for (let run = 0; run < 4; run++) await market.sync('--full')
  })
  await market.sync('--full')
  expect(await market.digest()).toEqual(await undisturbed.digest())
})

test.each(['lone_surrogate', 'huge_integer'])('a hostile body (%s) is set aside and comes back', async (variant) => {
  const object = await paidOutItem(undisturbed)
  await under(world, [{ kind: 'hostile_body', on: `${rowsPath}*`, object, variant }], () => market.sync())
  expect(await market.count('balance_transaction')).toBe((await undisturbed.count('balance_transaction')) - 1)
  await market.sync()
  expect(await market.digest()).toEqual(await undisturbed.digest())
})
