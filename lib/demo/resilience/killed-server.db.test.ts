import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../processes'
import { drawPoint, type Phase, told } from './crash-run'
import { diceOf } from './dice'
import { type Marketplace, openMarketplace, settle } from './ground/marketplace'
import { type Cluster, openCluster } from './ground/own-cluster'
import { startWorld, type World } from './ground/world'
import { armHalt, type HaltPoint } from './halt'

const seed = Number(process.env.CRASH_SEED ?? 1)
let world: World
let undisturbed: Marketplace
let cluster: Cluster

beforeAll(async () => {
  world = await startWorld()
  undisturbed = await openMarketplace(world)
  await undisturbed.sync()
  cluster = await openCluster()
}, 180_000)
afterAll(async () => {
  await undisturbed?.close()
  await cluster?.remove()
  await stopAll()
})

test('PostgreSQL killed in the middle of reading, posting and matching loses nothing and doubles nothing', async () => {
  const dice = diceOf(seed)
  const first = await settle(world, await cluster.ground())
  await first.close()
  for (const phase of ['backfill', 'backfill', 'posting', 'matching'] satisfies Phase[]) {
    const market = await settle(world, await cluster.ground())
    const point = await drawPoint(dice, phase, undisturbed, market)
    console.log(`seed ${seed}: PostgreSQL killed during ${phase}, at ${told(point)}`)
    expect(await dieAt(market, point), told(point)).toBe('the run failed')
  }
  const market = await settle(world, await cluster.ground())
  await market.sync()
  expect(await market.digest()).toEqual(await undisturbed.digest())
  await market.close()
}, 240_000)

/** Kills the server under a run; the run must end with an error, neither hang nor call it a success. */
async function dieAt(market: Marketplace, point: HaltPoint): Promise<string> {
  const halt = await armHalt(cluster.superuserUrl(), point)
  const run = await market.startSync()
  const reached = await halt.reached(run)
  await cluster.kill()
  const code = await Promise.race([run.exited, sleep(40_000, 'it hangs', { ref: false })])
  if (run.isRunning()) await run.killHard()
  await market.close()
  await cluster.start()
  await halt.releaseAfterDeath(cluster.superuserUrl())
  if (!reached) return `the point was not reached\n${run.output()}`
  return code === 0 ? 'the run called it a success' : code === 'it hangs' ? code : 'the run failed'
}
