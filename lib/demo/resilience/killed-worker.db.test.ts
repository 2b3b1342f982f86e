import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../processes'
import { diceOf } from './dice'
import { openMarketplace } from './ground/marketplace'
import { startWorker, workedOff } from './ground/worker'
import type { Moment } from './halt'
import { killWorkerAt, type MarketWithEvents, openWithEvents } from './killed-worker'

const seed = Number(process.env.CRASH_SEED ?? 1)
let ground: MarketWithEvents

beforeAll(async () => {
  ground = await openWithEvents()
}, 180_000)
afterAll(async () => {
  await ground?.market.close()
  await stopAll()
})

test('a worker killed while it works off webhooks is followed by one that ends where a fresh backfill does', async () => {
  const { world, market } = ground
  const dice = diceOf(seed)
  const table = dice.pick(['provider_object', 'provider_leg', 'inbox_event'])
  await killWorkerAt(market, { table, row: 1 + dice.below(20), moment: dice.pick<Moment>(['row', 'commit']) }, seed)
  const worker = await startWorker(market)
  await workedOff(market, worker)
  await worker.end()
  const fresh = await openMarketplace(world)
  await Promise.all([market.sync(), fresh.sync()])
  expect(await market.digest()).toEqual(await fresh.digest())
  await fresh.close()
}, 180_000)
