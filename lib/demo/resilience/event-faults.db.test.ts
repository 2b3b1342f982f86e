import { afterAll, beforeAll, expect, test } from 'vitest'
import { inSql } from '@/lib/server/db/transaction'
import { enqueue } from '@/lib/server/queue/enqueue'
import { stopAll } from '../processes'
import { under } from './fault-run'
import { differences } from './ground/differences'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { type Door, openDoor } from './ground/webhook-door'
import { startWorker, workedOff } from './ground/worker'
import { type FaultRule, startWorld, type World } from './ground/world'

let world: World
let market: Marketplace
let door: Door

beforeAll(async () => {
  world = await startWorld()
  market = await openMarketplace(world)
  await market.sync()
  door = await openDoor(world, market.db)
}, 180_000)
afterAll(async () => {
  await door?.close()
  await market?.close()
  await stopAll()
})

const wild: FaultRule[] = [
  { kind: 'event_duplicate', rate: 0.4 },
  { kind: 'event_reorder', rate: 0.4 },
  { kind: 'event_delay', rate: 0.3, delayMs: 400 },
  { kind: 'same_second', rate: 0.6 },
]

test('events twice, late, out of order and two in a second leave the state of a fresh backfill', async () => {
  await under(world, wild, async () => {
    await world.live(6)
    await door.quiet()
  })
  await workOff()
  await endsLikeFresh()
}, 180_000)

test('events that are never sent are found by the sweep and told as healed', async () => {
  await under(world, [{ kind: 'event_never_sent', rate: 0.5 }], async () => {
    await world.live(25) // an account that is silent otherwise is swept once a day
    await door.quiet()
  })
  await workOff()
  expect(await market.count('heal_entry', `reason = 'event_gap' AND rows_found > 0`)).toBeGreaterThan(0)
  await endsLikeFresh()
}, 180_000)

/** A worker works until nothing waits, its hourly sweep of the list of events among it. */
async function workOff(): Promise<void> {
  await market.takeBooks()
  await inSql(await market.ctx(), (sql) => enqueue(sql, 'sweep-events', { marketplaceId: market.id }))
  const worker = await startWorker(market)
  await workedOff(market, worker)
  await worker.end()
}

async function endsLikeFresh(): Promise<void> {
  const fresh = await openMarketplace(world)
  await Promise.all([market.sync(), fresh.sync()])
  expect(await differences(market, fresh)).toEqual([])
  expect(await market.digest()).toEqual(await fresh.digest())
  await fresh.close()
}
