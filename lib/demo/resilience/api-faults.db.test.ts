import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { stopAll } from '../processes'
import { paidOutItem, passing, rowsPath, syncThroughOutage, under } from './fault-run'
import { differences } from './ground/differences'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { startWorld, type World } from './ground/world'

vi.setConfig({ testTimeout: 120_000 })

let world: World
let undisturbed: Marketplace
let market: Marketplace

beforeAll(async () => {
  world = await startWorld()
  undisturbed = await openMarketplace(world)
  await undisturbed.sync()
}, 180_000)
beforeEach(async () => {
  market = await openMarketplace(world)
})
afterEach(() => market?.close())
afterAll(async () => {
  await undisturbed?.close()
  await stopAll()
})

test('everything that can pass at once passes without a trace', async () => {
  const rules = passing.map(([, rule]) => ({ ...rule, rate: (rule.rate ?? 1) / 3 }))
  await under(world, rules, () => market.sync())
  expect(await market.digest()).toEqual(await undisturbed.digest())
})

test('an outage is outwaited', async () => {
  await syncThroughOutage(world, market, 'unavailable')
  expect(await market.digest()).toEqual(await undisturbed.digest())
})

test('a row that the lists leave out is missed by the proofs, read again, and told as healed', async () => {
  await under(world, [{ kind: 'list_gap', on: rowsPath, rate: 0.5, times: 8 }], async () => {
    await market.sync()
    await market.sync()
  })
  expect(await market.count('heal_entry', `outcome = 'found' AND rows_found > 0`)).toBeGreaterThan(0)
  expect(await differences(market, undisturbed)).toEqual([])
  expect(await market.digest()).toEqual(await undisturbed.digest())
})

test('a body that may not become a row stands aside alone, and takes its place once it is sound', async () => {
  const object = await paidOutItem(undisturbed)
  await under(world, [{ kind: 'hostile_body', on: `${rowsPath}*`, object, variant: 'nul' }], () => market.sync())
  expect(await market.count('quarantine', 'released_at IS NULL')).toBeGreaterThan(0)
  expect(await market.count('balance_transaction')).toBe((await undisturbed.count('balance_transaction')) - 1)
  await market.sync()
  expect(await differences(market, undisturbed)).toEqual([])
  expect(await market.digest()).toEqual(await undisturbed.digest())
  expect(await market.count('quarantine', 'released_at IS NULL')).toBe(0)
})
