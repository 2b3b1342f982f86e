import { told } from './crash-run'
import { type Marketplace, openMarketplace } from './ground/marketplace'
import { openDoor } from './ground/webhook-door'
import { startWorker } from './ground/worker'
import { startWorld, type World } from './ground/world'
import { armHalt, type HaltPoint } from './halt'

export type MarketWithEvents = { world: World; market: Marketplace }

/** A marketplace that is read, and then some hours of webhooks that nobody has worked off yet. */
export async function openWithEvents(hours = 8): Promise<MarketWithEvents> {
  const world = await startWorld()
  const market = await openMarketplace(world)
  await market.sync()
  const door = await openDoor(world, market.db)
  await world.live(hours)
  await door.quiet()
  await door.close()
  await market.takeBooks()
  const waiting = await market.count('inbox_event', `state = 'new'`)
  if (waiting < 20) throw new Error(`only ${waiting} events wait in the inbox`)
  return { world, market }
}

/** Starts a worker and kills it with SIGKILL where it stands at the point. */
export async function killWorkerAt(market: Marketplace, point: HaltPoint, seed: number): Promise<void> {
  const halt = await armHalt(market.superuserUrl, point)
  const worker = await startWorker(market)
  console.log(`seed ${seed}: worker killed at ${told(point)}`)
  const reached = await halt.reached(worker)
  await worker.killHard()
  await halt.release()
  if (!reached) throw new Error(`the worker never came to ${told(point)}\n${worker.output()}`)
}
