import { writeFile } from 'node:fs/promises'
import { parseFaultRules } from '../faults/fault-rule'
import type { ApiServer } from '../http/server'
import type { Dispatcher } from '../webhooks/dispatcher'
import { parseEndpoint } from '../webhooks/endpoint'
import { bookLines, truthOf, type World } from '../world/world'
import { bankRoute } from './bank-routes'
import { dashboardRoute } from './dashboard-routes'
import type { WorldClock } from './world-clock'

export type Desk = { world: World; clock: WorldClock; api: ApiServer; webhooks: Dispatcher }
export type Ask = { query: URLSearchParams; body: unknown; id: string }
export type Told = { status: number; body: unknown } | { status: number; text: string }
type Route = (desk: Desk, ask: Ask) => Told | Promise<Told>

const MAX_HOURS = 24 * 366 * 5
const MAX_LINES = 10_000

/** What the control port understands: `METHOD /path`, where `:id` is one part of a path. */
export const routes: Readonly<Record<string, Route>> = {
  'GET /health': () => told({ ok: true }),
  'GET /now': (desk) => told(timeOf(desk)),
  'POST /step': (desk, ask) => live(desk, ask, (hours) => desk.clock.step(hours)),
  'POST /run-to': (desk, ask) => live(desk, ask, (hours) => desk.clock.runTo(hours)),
  'POST /clock': setClock,
  'POST /rate': setRate,
  'GET /faults': (desk) => told(desk.api.board.report()),
  'POST /faults': setFaults,
  'DELETE /faults': (desk) => {
    desk.api.board.clear()
    return told({ cleared: true })
  },
  'GET /webhooks': (desk) => told({ endpoints: desk.webhooks.report() }),
  'POST /webhooks': addWebhook,
  'POST /webhooks/:id': changeWebhook,
  'DELETE /webhooks/:id': (desk, ask) => (desk.webhooks.remove(ask.id) ? told({ removed: ask.id }) : unknown(ask.id)),
  'GET /books': books,
  'GET /bank/:id': bankRoute,
  'GET /dashboard/:id': dashboardRoute,
  'POST /truth': tellTruth,
  'GET /stats': (desk) => told(statsOf(desk)),
}

function timeOf(desk: Desk): {
  now: number
  iso: string
  hours: number
  epoch: number
  worldNow: number
  speed: number
} {
  const now = desk.clock.now()
  const { epoch, now: worldNow } = desk.world
  return {
    now,
    iso: new Date(now * 1000).toISOString(),
    hours: desk.clock.hours(),
    epoch,
    worldNow,
    speed: desk.clock.rate(),
  }
}

async function live(desk: Desk, ask: Ask, act: (hours: number) => Promise<void>): Promise<Told> {
  const hours = field(ask.body, 'hours')
  if (!Number.isSafeInteger(hours) || Number(hours) < 0 || Number(hours) > MAX_HOURS)
    return refused(`hours: a whole number up to ${MAX_HOURS}`)
  await act(Number(hours))
  return told(timeOf(desk))
}

function setClock(desk: Desk, ask: Ask): Told {
  const speed = field(ask.body, 'speed')
  if (typeof speed !== 'number' || !(speed >= 0 && speed <= 10_000_000))
    return refused('speed: world seconds per real second, 0 to 10000000')
  desk.clock.setSpeed(speed)
  return told(timeOf(desk))
}

function setRate(desk: Desk, ask: Ask): Told {
  const perSecond = field(ask.body, 'perSecond')
  if (typeof perSecond !== 'number' || !(perSecond >= 0)) return refused('perSecond: requests a second, 0 for no limit')
  desk.api.bucket.setRate(perSecond)
  return told({ perSecond })
}

function setFaults(desk: Desk, ask: Ask): Told {
  const parsed = parseFaultRules(ask.body)
  return parsed.ok ? told({ ids: desk.api.board.set(parsed.rules) }) : refused(parsed.message)
}

function addWebhook(desk: Desk, ask: Ask): Told {
  const parsed = parseEndpoint(ask.body)
  return parsed.ok ? told({ id: desk.webhooks.add(parsed.endpoint) }) : refused(parsed.message)
}

function changeWebhook(desk: Desk, ask: Ask): Told {
  const before = desk.webhooks.get(ask.id)
  if (before === undefined) return unknown(ask.id)
  const parsed = parseEndpoint(ask.body, before)
  if (!parsed.ok) return refused(parsed.message)
  desk.webhooks.change(ask.id, parsed.endpoint)
  return told({ id: ask.id })
}

function books(desk: Desk, ask: Ask): Told {
  const after = Number(ask.query.get('after') ?? 0)
  const limit = Number(ask.query.get('limit') ?? 1000)
  if (!Number.isSafeInteger(after) || after < 0) return refused('after: a sequence number')
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LINES) return refused(`limit: 1 to ${MAX_LINES}`)
  const lines = bookLines(desk.world, after, limit).map((line) => `${JSON.stringify(line)}\n`)
  return { status: 200, text: lines.join('') }
}

/** The truth leaves only as a file where the caller wants it; no answer on any port holds it. */
async function tellTruth(desk: Desk, ask: Ask): Promise<Told> {
  const path = field(ask.body, 'path')
  if (typeof path !== 'string' || path === '') return refused('path: where to write the truth')
  const truth = truthOf(desk.world)
  await writeFile(path, JSON.stringify(truth))
  return told({ path, now: desk.world.now })
}

function statsOf(desk: Desk): Record<string, unknown> {
  const { store } = desk.world
  const objects: Record<string, number> = {}
  for (const account of store.accounts()) {
    for (const type of COUNTED) objects[type] = (objects[type] ?? 0) + store.list(account, type).length
  }
  const memoryMb = Math.round(process.memoryUsage().rss / 1_048_576)
  return {
    ...timeOf(desk),
    objects,
    api: desk.api.stats.report(),
    webhooks: desk.webhooks.report(),
    ratePerSecond: desk.api.bucket.rate(),
    memoryMb,
  }
}

const COUNTED = [
  'account',
  'balance_transaction',
  'charge',
  'payment_intent',
  'refund',
  'transfer',
  'transfer_reversal',
  'application_fee',
  'fee_refund',
  'payout',
  'topup',
  'dispute',
  'event',
]

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
}

function told(body: unknown): Told {
  return { status: 200, body }
}

function refused(message: string): Told {
  return { status: 400, body: { error: message } }
}

function unknown(id: string): Told {
  return { status: 404, body: { error: `nothing here is called ${id}` } }
}
