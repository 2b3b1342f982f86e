import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../processes'
import { crashAt, drawPoint, type Phase, told } from './crash-run'
import { diceOf } from './dice'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { startWorld, type World } from './ground/world'

const seed = Number(process.env.CRASH_SEED ?? 1)
let world: World
let undisturbed: Marketplace

beforeAll(async () => {
  world = await startWorld()
  undisturbed = await openMarketplace(world)
  await undisturbed.sync()
}, 180_000)
afterAll(async () => {
  await undisturbed?.close()
  await stopAll()
})

test('killed while it reads, posts, matches and composes, and started again each time, it ends where nobody was killed', async () => {
  const dice = diceOf(seed)
  const market = await openMarketplace(world)
  for (const phase of ['backfill', 'posting', 'matching', 'composing'] satisfies Phase[]) {
    const point = await drawPoint(dice, phase, undisturbed, market)
    console.log(`seed ${seed}: killed during ${phase}, at ${told(point)}`)
    await crashAt(market, point)
  }
  await market.sync()
  expect(await market.digest()).toEqual(await undisturbed.digest())
  await market.close()
}, 180_000)

test('a run after the end changes nothing', async () => {
  const before = await undisturbed.digest()
  await undisturbed.sync('--full')
  expect(await undisturbed.digest()).toEqual(before)
}, 120_000)
