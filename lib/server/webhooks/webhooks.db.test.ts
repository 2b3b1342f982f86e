import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventCatalog, eventTypes, listenableTypes } from '@/lib/domain/events/catalog'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { decideApproval } from '../approvals/decide-approval'
import { listPendingApprovals } from '../approvals/queries'
import { requestApproval } from '../approvals/request-approval'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { assignException } from '../exceptions/assign-exception'
import { resolveException } from '../exceptions/resolve-exception'
import { rotateKeys } from '../personal/rotate-keys'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { deliverDue } from './deliver'
import { dispatchEvents } from './dispatch-events'
import { changeEndpoint, makeEndpoint, sendAgain, sendTest } from './endpoints'
import { listDeliveries, listEndpoints } from './queries'
import { sendRequest } from './send-request'

type Heard = { headers: IncomingMessage['headers']; body: string; path: string }
let t: TestDatabase
let server: Server
let heard: Heard[] = []
let status = 200
let url = ''
beforeAll(async () => {
  t = await openTestDatabase()
  process.env.COUNTERFOIL_DEMO_PASSWORD = 'a demo may send to its own machine'
  Object.assign(globalThis, { counterfoilEnv: undefined })
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      heard.push({ headers: request.headers, body, path: request.url ?? '' })
      response.writeHead(status, { location: '/elsewhere' }).end('x'.repeat(100_000))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
})
afterAll(async () => {
  delete process.env.COUNTERFOIL_DEMO_PASSWORD
  Object.assign(globalThis, { counterfoilEnv: undefined })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await t.close()
})
beforeEach(async () => {
  for (const table of ['webhook_delivery', 'domain_event', 'webhook_endpoint'])
    await t.admin.query(`DELETE FROM ${table}`)
  await forgetWorld(t.ctx)
  heard = []
  status = 200
})

const make = async (types: readonly string[] = listenableTypes) => {
  const made = await makeEndpoint(t.ctxAs('admin'), { url, types })
  if (!made.ok) throw new Error(made.reason)
  return made.value
}
const find = async () => {
  const legs = ['a', 'b'].map((name, nth) => leg('sale', `ch_${name}`, 10_00n, { created: ago(100 + nth) }))
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
  const { rows } = await t.admin.query(`SELECT id, version FROM recon_exception WHERE state = 'open' ORDER BY id`)
  return rows as { id: string; version: number }[]
}
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000)
const typesHeard = () => heard.map(({ body }) => JSON.parse(body).type).sort()

test('where nobody listens nothing is written; where somebody does, each thing is told once, signed, and as the catalogue says', async () => {
  await find()
  expect((await t.admin.query('SELECT FROM domain_event')).rows).toEqual([])
  await forgetWorld(t.ctx)
  const { secret } = await make()
  const [one, two] = await find()
  if (!one || !two) throw new Error('nothing was found')
  await assignException(t.ctxAs('analyst'), { ...one, assigneeId: t.ctxAs('compliance').actor.id })
  const resolved = {
    ...one,
    version: one.version + 1,
    resolution: 'booked_by_hand' as const,
    note: 'Ada Lovelace paid',
  }
  await resolveException(t.ctxAs('analyst'), resolved)
  const wish = {
    action: 'reverse_transfer',
    subject: 'tr_1',
    payload: { amountMinor: '1' },
    reason: 'Ada was charged twice',
  }
  const asked = await requestApproval(t.ctxAs('analyst'), wish)
  const approval = (await listPendingApprovals(t.ctx)).find(({ id }) => asked.ok && id === asked.value)
  const said = {
    id: approval?.id ?? '',
    decision: 'refused' as const,
    seenHash: approval?.payloadHash ?? '',
    reason: '',
  }
  await decideApproval(t.ctxAs('compliance'), said)
  await Promise.all([dispatchEvents(t.ctx), dispatchEvents(t.ctx)])
  await Promise.all([deliverDue(t.ctx, inSeconds(1)), deliverDue(t.ctx, inSeconds(1))])
  expect(typesHeard()).toEqual([
    'approval.refused',
    'approval.requested',
    'exception.assigned',
    'exception.opened',
    'exception.opened',
    'exception.resolved',
  ])
  for (const { headers, body } of heard) {
    const event = JSON.parse(body)
    expect(eventTypes).toContain(event.type)
    eventCatalog[event.type as keyof typeof eventCatalog].data.strict().parse(event.data)
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    expect(event.id).toBe(headers['webhook-id'])
    expect(body).not.toMatch(/Ada/)
  }
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(heard.length)
  await dispatchEvents(t.ctx)
  expect(await deliverDue(t.ctx, inSeconds(3600))).toBe(0)
})

test('what is not answered is tried again under the same id and the same words, until it is', async () => {
  await make(['exception.opened'])
  await find()
  await dispatchEvents(t.ctx)
  status = 500
  expect(await deliverDue(t.ctx, inSeconds(1))).toBe(2)
  expect(await deliverDue(t.ctx, inSeconds(2))).toBe(0)
  status = 302
  expect(await deliverDue(t.ctx, inSeconds(10))).toBe(2)
  expect(heard.every(({ path }) => path === '/hooks')).toBe(true)
  status = 204
  expect(await deliverDue(t.ctx, inSeconds(100))).toBe(2)
  expect(await deliverDue(t.ctx, inSeconds(9_999))).toBe(0)
  const byId = Map.groupBy(heard, ({ headers }) => headers['webhook-id'])
  expect([...byId.values()].map((tries) => tries.length)).toEqual([3, 3])
  for (const tries of byId.values()) expect(new Set(tries.map(({ body }) => body)).size).toBe(1)
  expect(await listDeliveries(t.ctxAs('admin'))).toMatchObject([
    { state: 'done', attempts: 3, lastStatus: 204 },
    { state: 'done', attempts: 3, lastStatus: 204 },
  ])
})

test('a try that was killed is made again', async () => {
  await make(['exception.opened'])
  await find()
  await dispatchEvents(t.ctx)
  await t.admin.query(`UPDATE webhook_delivery SET attempts = 1, next_at = now() + interval '60 seconds'`)
  expect(await deliverDue(t.ctx, inSeconds(30))).toBe(0)
  expect(await deliverDue(t.ctx, inSeconds(61))).toBe(2)
})

test('after about three days without an answer a message has failed and its endpoint is switched off; it can be sent again', async () => {
  const { id } = await make(['exception.opened'])
  await find()
  await dispatchEvents(t.ctx)
  status = 500
  let at = 1
  for (let round = 0; round < 30 && (await deliverDue(t.ctx, inSeconds(at))) > 0; round++) at += 23 * 3600
  expect(await listDeliveries(t.ctxAs('admin'))).toMatchObject([{ state: 'failed' }, { state: 'failed' }])
  expect(await listEndpoints(t.ctxAs('admin'))).toMatchObject([{ id, state: 'disabled', failed: 2 }])
  status = 200
  const [last] = await listDeliveries(t.ctxAs('admin'))
  expect(await changeEndpoint(t.ctxAs('admin'), { id, state: 'active' })).toEqual({ ok: true })
  expect(await sendAgain(t.ctxAs('admin'), { id: last?.id ?? '' })).toEqual({ ok: true })
  expect(await deliverDue(t.ctx, inSeconds(1))).toBe(1)
  expect((await listDeliveries(t.ctxAs('admin'))).map(({ state }) => state).sort()).toEqual(['done', 'failed'])
})

test('one that rests is told later, one that was removed never, and a test comes to the one that asked', async () => {
  const { id } = await make(['exception.opened'])
  await find()
  await changeEndpoint(t.ctxAs('admin'), { id, state: 'paused' })
  await dispatchEvents(t.ctx)
  expect(await deliverDue(t.ctx, inSeconds(1))).toBe(0)
  await changeEndpoint(t.ctxAs('admin'), { id, state: 'active' })
  expect(await deliverDue(t.ctx, inSeconds(1))).toBe(2)
  const other = await make(['approval.requested'])
  expect(await sendTest(t.ctxAs('admin'), { id: other.id })).toEqual({ ok: true })
  heard = []
  await dispatchEvents(t.ctx)
  await deliverDue(t.ctx, inSeconds(1))
  expect(typesHeard()).toEqual(['endpoint.test'])
  await forgetWorld(t.ctx)
  await find()
  await dispatchEvents(t.ctx)
  await changeEndpoint(t.ctxAs('admin'), { id, state: 'removed' })
  expect(await deliverDue(t.ctx, inSeconds(1))).toBe(0)
  expect(await listEndpoints(t.ctxAs('admin'))).toMatchObject([{ id: other.id }])
})

test('whoever may not, another marketplace, and what is no public address is refused', async () => {
  const { id } = await make()
  expect(await makeEndpoint(t.ctxAs('analyst'), { url, types: listenableTypes })).toMatchObject({
    reason: 'not_permitted',
  })
  expect(await makeEndpoint(t.ctxAs('admin'), { url, types: ['endpoint.test', 'nothing'] })).toMatchObject({
    reason: 'no_types',
  })
  expect(await makeEndpoint(t.ctxAs('admin'), { url: 'https://10.0.0.8/', types: listenableTypes })).toMatchObject({
    reason: 'own_network',
  })
  const foreign = t.ctxAs('admin', t.otherMarketplaceId)
  for (const act of [
    changeEndpoint(foreign, { id, state: 'removed' }),
    sendTest(foreign, { id }),
    sendAgain(foreign, { id }),
  ])
    expect(await act).toMatchObject({ reason: 'not_found' })
  expect(await listEndpoints(foreign)).toEqual([])
  expect(await listEndpoints(t.ctxAs('executive'))).toEqual([])
  expect(await sendRequest(url, '{}', {}, false)).toMatchObject({ error: 'the host lies in a private network' })
  expect(await sendRequest('https://localhost/', '{}', {}, false)).toMatchObject({
    error: 'the host lies in a private network',
  })
  expect(heard).toEqual([])
})

test('address and secret lie sealed, and go with the keys', async () => {
  await make()
  const { rows } = await t.admin.query('SELECT url_enc, secret_enc FROM webhook_endpoint')
  expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|whsec_/)
  expect(await rotateKeys(t.ctx)).toHaveProperty(['webhook_endpoint.secret_enc'])
})
