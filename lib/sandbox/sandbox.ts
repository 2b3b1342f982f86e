import { createHash } from 'node:crypto'
import { Journal } from './control/journal'
import { type ControlServer, startControlServer } from './control/server'
import { WorldClock } from './control/world-clock'
import { FaultBoard } from './faults/fault-board'
import { type ApiServer, startApiServer } from './http/server'
import { Dispatcher } from './webhooks/dispatcher'
import { createWorld, type World } from './world/world'

export type SandboxOptions = {
  seed: number
  sellers: number
  days: number
  plantRate?: number
  port?: number
  controlPort?: number
  apiKey?: string
  /** API requests a second; 0 for no limit. */
  rate?: number
  /** Lives through all of `days` before the ports open. */
  fill?: boolean
  /** A file that brings a restarted sandbox back to where it was. */
  journal?: string
  onProgress?: (hours: number, of: number) => void
}

export type Sandbox = {
  world: World
  clock: WorldClock
  api: ApiServer
  control: ControlServer
  webhooks: Dispatcher
  apiKey: string
  close: () => Promise<void>
}

/** A world with its three doors: the API, the control port and the webhooks. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { seed, sellers, days, plantRate, apiKey = keyOf(seed), rate = 0 } = options
  const worldOptions = { seed, sellers, days, ...(plantRate === undefined ? {} : { plantRate }) }
  const world = createWorld(worldOptions)
  const journal = options.journal === undefined ? undefined : Journal.open(options.journal, worldOptions)
  const clock: WorldClock = new WorldClock(world, () => {
    journal?.hour(clock.hours())
    options.onProgress?.(clock.hours(), days * 24)
  })
  const kept = (await journal?.replay(world, clock)) ?? []
  if (options.fill) await clock.runTo(days * 24)
  const board = new FaultBoard()
  const webhooks = new Dispatcher(world, board)
  world.onEvent = (account, event) => webhooks.publish(account, event)
  const keeping = journal === undefined ? {} : { journal }
  const api = await startApiServer({
    world,
    apiKey,
    board,
    port: options.port ?? 0,
    requestsPerSecond: rate,
    kept,
    ...keeping,
  })
  const control = await startControlServer({ world, clock, api, webhooks }, options.controlPort ?? 0)
  const close = async () => {
    clock.stop()
    webhooks.close()
    await Promise.all([api.close(), control.close()])
  }
  return { world, clock, api, control, webhooks, apiKey, close }
}

/** The same key for the same seed, so that a restart keeps its callers. */
function keyOf(seed: number): string {
  return `sk_test_${createHash('sha256').update(`sandbox key ${seed}`).digest('hex').slice(0, 32)}`
}
