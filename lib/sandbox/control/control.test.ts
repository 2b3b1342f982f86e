import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ApiServer, startApiServer } from '../http/server'
import { EPOCH, smallShop } from '../testing/small-shop'
import { Dispatcher } from '../webhooks/dispatcher'
import { type ControlServer, startControlServer } from './server'
import { WorldClock } from './world-clock'

vi.mock('../world/world', async () => (await import('../testing/hand-moved')).handMoved())

let world: ReturnType<typeof smallShop>
let clock: WorldClock
let api: ApiServer
let control: ControlServer

beforeEach(async () => {
  world = smallShop(0)
  clock = new WorldClock(world)
  api = await startApiServer({ world, apiKey: 'sk_test_abcdefghijklmnop' })
  control = await startControlServer({ world, clock, api, webhooks: new Dispatcher(world, api.board) })
})

afterEach(async () => {
  clock.stop()
  await Promise.all([api.close(), control.close()])
})

const url = (path: string) => `http://127.0.0.1:${control.port}${path}`
const get = async (path: string) => (await fetch(url(path))).json()

async function send(method: string, path: string, body?: unknown) {
  const response = await fetch(url(path), { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return { status: response.status, body: await response.json() }
}

describe('the clock', () => {
  test('steps by hours, runs to an hour, and a past hour changes nothing', async () => {
    expect(await get('/now')).toMatchObject({ now: EPOCH, hours: 0, speed: 0 })
    expect((await send('POST', '/step', { hours: 5 })).body).toMatchObject({ now: EPOCH + 5 * 3600, hours: 5 })
    expect((await send('POST', '/run-to', { hours: 30 })).body.hours).toBe(30)
    expect((await send('POST', '/run-to', { hours: 10 })).body.hours).toBe(30)
  })

  test('two callers at once are served one after the other', async () => {
    await Promise.all([send('POST', '/step', { hours: 7 }), send('POST', '/step', { hours: 4 })])
    expect(world.now).toBe(EPOCH + 11 * 3600)
  })

  test('lives by itself at a speed, and freezes', async () => {
    await send('POST', '/clock', { speed: 36_000 })
    await vi.waitFor(async () => expect((await get('/now')).hours).toBeGreaterThanOrEqual(3), { timeout: 3000 })
    await send('POST', '/clock', { speed: 0 })
    const { hours, now } = await get('/now')
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(await get('/now')).toMatchObject({ hours, now })
  })

  test('while it runs, now moves between the hours and never back', async () => {
    await send('POST', '/clock', { speed: 600 })
    const seen: number[] = []
    for (let at = 0; at < 10; at += 1) {
      seen.push((await get('/now')).now)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBeGreaterThan(EPOCH)
    expect(world.now).toBe(EPOCH)
  })
})

describe('faults, webhooks, rate', () => {
  test('faults are set, counted and cleared; the counts of what fired stay', async () => {
    expect((await send('POST', '/faults', [{ kind: 'server_error', on: 'GET /v1/charges' }])).body.ids).toHaveLength(1)
    const headers = { authorization: 'Bearer sk_test_abcdefghijklmnop' }
    const ask = () => fetch(`http://127.0.0.1:${api.port}/v1/charges`, { headers })
    expect((await ask()).status).toBe(500)
    const { rules, totals } = await get('/faults')
    expect(rules).toMatchObject([{ kind: 'server_error', fired: 1, chances: 1 }])
    expect(totals).toEqual({ server_error: 1 })
    await send('DELETE', '/faults')
    expect((await ask()).status).toBe(200)
    expect(await get('/faults')).toEqual({ rules: [], totals: { server_error: 1 } })
  })

  test('an endpoint is added, its secrets rolled, and it is removed', async () => {
    const { body } = await send('POST', '/webhooks', { url: 'http://127.0.0.1:9/hook', secrets: ['a'], connect: true })
    expect(await get('/webhooks')).toMatchObject({ endpoints: [{ id: body.id, connect: true, queued: 0 }] })
    expect((await send('POST', `/webhooks/${body.id}`, { secrets: ['a', 'b'] })).status).toBe(200)
    expect((await send('DELETE', `/webhooks/${body.id}`)).status).toBe(200)
    expect((await send('DELETE', `/webhooks/${body.id}`)).status).toBe(404)
  })

  test('the rate can be changed while it serves', async () => {
    await send('POST', '/rate', { perSecond: 1 })
    expect((await get('/stats')).ratePerSecond).toBe(1)
  })
})

test('the books come as lines after a sequence number', async () => {
  const text = await (await fetch(url('/books?after=1&limit=5'))).text()
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).seq),
  ).toEqual([2, 3])
})

test('the truth goes to a file and into no answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'truth-'))
  const path = join(folder, 'truth.json')
  const told = await send('POST', '/truth', { path })
  expect(told.body).toEqual({ path, now: EPOCH })
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ at: EPOCH, findings: [] })
  await rm(folder, { recursive: true })
  const answer = await fetch(`http://127.0.0.1:${api.port}/truth`, {
    headers: { authorization: 'Bearer sk_test_abcdefghijklmnop' },
  })
  expect(answer.status).toBe(404)
})

test.each([
  ['POST', '/step', { hours: -1 }, 'hours'],
  ['POST', '/step', { hours: 1.5 }, 'hours'],
  ['POST', '/clock', { speed: 'fast' }, 'speed'],
  ['POST', '/faults', { kind: 'flood' }, 'kind'],
  ['POST', '/webhooks', { url: 'nowhere', secrets: ['a'] }, 'url'],
  ['POST', '/truth', {}, 'path'],
])('%s %s %j is refused by name', async (method, path, body, word) => {
  const answer = await send(method, path, body)
  expect(answer.status).toBe(400)
  expect(answer.body.error).toContain(word)
})

test('a body that is no JSON, an unknown road and a browser are turned away', async () => {
  expect((await fetch(url('/step'), { method: 'POST', body: '{' })).status).toBe(400)
  expect((await fetch(url('/nowhere'))).status).toBe(404)
  expect(
    (
      await fetch(url('/step'), {
        method: 'POST',
        body: '{"hours":1}',
        headers: { origin: 'https://elsewhere.example' },
      })
    ).status,
  ).toBe(403)
  expect(await get('/health')).toEqual({ ok: true })
})
