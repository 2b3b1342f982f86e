import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../processes'
import { crashAt, drawPoint, type Phase, told } from './crash-run'
import { type Dice, diceOf } from './dice'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { startWorker, workedOff } from './ground/worker'
import { startWorld, type World } from './ground/world'
import { killWorkerAt, openWithEvents } from './killed-worker'

const seed = Number(process.env.CRASH_SEED ?? 1)
const phases: Phase[] = ['backfill', 'backfill', 'posting', 'proving', 'matching', 'composing']
let world: World
let undisturbed: Marketplace
let wholeMs: number

beforeAll(async () => {
  world = await startWorld({ sellers: 60, days: 30 })
  undisturbed = await openMarketplace(world)
  const began = performance.now()
  await undisturbed.sync()
  wholeMs = performance.now() - began
})
afterAll(async () => {
  await undisturbed?.close()
  await stopAll()
})

test.each([1, 2, 3, 4])(
  'life %i: five deaths in the middle of a row or a commit change nothing in the end',
  async (life) => {
    const dice = diceOf(seed * 1000 + life)
    const market = await openMarketplace(world)
    for (const phase of phases) {
      const point = await drawPoint(dice, phase, undisturbed, market)
      console.log(`seed ${seed}, life ${life}: killed during ${phase}, at ${told(point)}`)
      await crashAt(market, point)
    }
    await endsLike(market)
  },
)

test('ten deaths at any time, in or between commits, change nothing in the end', async () => {
  const dice = diceOf(seed)
  const market = await openMarketplace(world)
  for (let death = 1; death <= 10; death++) await dieAfter(market, dice)
  await endsLike(market)
})

test('workers that die one after the other over webhooks end where a fresh backfill does', async () => {
  const { world: lively, market } = await openWithEvents(12)
  const dice = diceOf(seed)
  // A set of events is one transaction: only one that dies in a statement leaves it to be done by the next.
  for (const table of ['provider_object', 'provider_leg', 'inbox_event', 'balance_transaction']) {
    await killWorkerAt(market, { table, row: 1 + dice.below(5), moment: 'row' }, seed)
  }
  const worker = await startWorker(market)
  await workedOff(market, worker, 120_000)
  await worker.end()
  const fresh = await openMarketplace(lively)
  await Promise.all([market.sync(), fresh.sync()])
  expect(await market.digest()).toEqual(await fresh.digest())
  await Promise.all([market.close(), fresh.close()])
})

async function dieAfter(market: Marketplace, dice: Dice): Promise<void> {
  const ms = 300 + dice.below(wholeMs)
  const run = await market.startSync()
  await Promise.race([run.exited, sleep(ms)])
  const rows = await market.count('balance_transaction')
  console.log(`seed ${seed}: killed after ${ms} ms, with ${rows} balance transactions stored`)
  await run.killHard()
}

async function endsLike(market: Marketplace): Promise<void> {
  await market.sync()
  expect(await market.digest()).toEqual(await undisturbed.digest())
  await market.close()
}
