import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../processes'
import { control } from '../sandbox'
import { clockSetting } from '../stack'
import { differences } from './ground/differences'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { type Door, openDoor } from './ground/webhook-door'
import { startWorker, workedOff } from './ground/worker'
import { startWorld, type World } from './ground/world'
import { latenciesOf, watchExceptions } from './latency'

/** World seconds per real second: an hour passes in five. */
const speed = 720
const rounds = 8

let world: World
let market: Marketplace
let door: Door

beforeAll(async () => {
  world = await startWorld()
  market = await openMarketplace(world)
  await market.sync()
  await watchExceptions(market)
  door = await openDoor(world, market.db)
}, 180_000)
afterAll(async () => {
  await door?.close()
  await market?.close()
  await stopAll()
})

test('hours pass, webhooks arrive, the worker works; in the end all is as a fresh backfill has it', async () => {
  const worker = await startWorker(market, clockSetting(await world.iso(), speed))
  await control(world, 'POST', '/clock', { speed })
  for (let round = 0; round < rounds; round++) {
    await sleep(4000)
    await market.takeBooks()
  }
  await worker.end()
  await control(world, 'POST', '/clock', { speed: 0 })
  await door.quiet()
  await market.takeBooks()
  const last = await startWorker(market)
  await workedOff(market, last)
  await last.end()
  const { turns, p50, p95, most } = await latenciesOf(market)
  console.log(
    `webhook → exception: ${turns} turns, p50 ${p50.toFixed(2)} s, p95 ${p95.toFixed(2)} s, at most ${most.toFixed(2)} s`,
  )
  expect(turns).toBeGreaterThan(0)
  await endsLikeFresh()
}, 240_000)

/** What the worker alone brought in is compared first: a sync afterwards could have hidden what it forgot. */
async function endsLikeFresh(): Promise<void> {
  const fresh = await openMarketplace(world)
  await fresh.sync()
  const timeless = ({
    balance_proof: _proof,
    recon_exception: _found,
    ...data
  }: Awaited<ReturnType<Marketplace['digest']>>) => data
  expect(timeless(await market.digest())).toEqual(timeless(await fresh.digest()))
  await market.sync()
  expect(await differences(market, fresh)).toEqual([])
  expect(await market.digest()).toEqual(await fresh.digest())
  await fresh.close()
}
