import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AccountUnreachable } from '@/lib/providers/errors'
import type { Provider } from '@/lib/providers/port'
import { executeIntents } from './execute-intents'
import { type IntentGround, openIntentGround } from './testing/intent-ground'

const nothing = { confirmed: 0, refused: 0, mismatched: 0, waiting: 0 }
const [waits, done] = [
  { ...nothing, waiting: 1 },
  { ...nothing, confirmed: 1 },
]
const slow = { kind: 'timeout_after_write', on: 'POST *', rate: 1, delayMs: 3000 }
const down = { kind: 'server_error', on: 'POST *', rate: 1 }

let g: IntentGround
beforeAll(async () => {
  g = await openIntentGround(3)
}, 120_000)
afterAll(() => g.close())
afterEach(() => g.sandbox.control('DELETE', '/faults'))

const givenBack = async (id: string) => (await g.read(`/v1/application_fees/${id}`)).amount_refunded
const run = async (hours = 0, provider = g.provider) => {
  await g.wake()
  return executeIntents(g.later(hours), provider)
}
const keysOf = (keys: string[]): Provider => ({
  ...g.provider,
  execute: (act, pass) => {
    keys.push(pass.idempotencyKey)
    return g.provider.execute(act, pass)
  },
})
async function under<T>(rule: Record<string, unknown>, work: () => Promise<T>): Promise<T> {
  await g.fault(rule)
  const result = await work()
  await g.sandbox.control('DELETE', '/faults')
  return result
}

test('a time-out after the write was applied: soon after, it is found where it stands, and nothing is sent again', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  expect(await under(slow, run)).toEqual(waits)
  expect(await g.stateOf(id)).toMatchObject({ state: 'sent', objectId: null })
  expect(await executeIntents(g.ctx, g.provider)).toEqual(nothing)
  expect(await run()).toEqual(done)
  expect(await run()).toEqual(nothing)
  expect(await givenBack(target.id)).toBe(5)
  expect(await g.stateOf(id)).toMatchObject({ state: 'confirmed', attempts: 1 })
}, 30_000)

test('a time-out after the write was applied, and two days gone by: Stripe forgot the key, the act is made once', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  expect(await under(slow, run)).toEqual(waits)
  const again = `/v1/application_fees/${target.id}/refunds`
  for (let nth = 0; nth < 12; nth++) await post(again, 'amount=1', `by-hand-${nth}`)
  await g.sandbox.control('POST', '/step', { hours: 48 })
  await post(again, 'amount=1', 'by-hand-0')
  expect(await givenBack(target.id)).toBe(5 + 13) // the key by-hand-0 was forgotten: the sandbox acted again
  expect(await run(48)).toEqual(done)
  expect(await run(49)).toEqual(nothing)
  expect(await givenBack(target.id)).toBe(5 + 13)
  const { rows } = await g.t.admin.query(
    `SELECT detail->'found' AS found FROM audit_entry WHERE subject = $1 AND action = 'intent.confirm'`,
    [id],
  )
  expect(rows).toEqual([{ found: true }])
}, 30_000)

test('a send that never arrived, and two days gone by: it is sent once more, under another key', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  const keys: string[] = []
  expect(await under(down, () => run(0, keysOf(keys)))).toEqual(waits)
  expect(await under(down, () => run(22.5, keysOf(keys)))).toEqual(waits)
  expect(await run(23.25, keysOf(keys))).toEqual(waits) // the last send is not yet an hour old
  expect(keys).toEqual([`counterfoil-${id}`, `counterfoil-${id}`])
  expect(await run(48, keysOf(keys))).toEqual(done)
  expect(keys.slice(2)).toEqual([`counterfoil-${id}-1`])
  expect(await givenBack(target.id)).toBe(5)
  const { rows } = await g.t.admin.query(`SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq`, [id])
  expect(rows.map((row) => row.action)).toEqual(['intent.request', 'intent.resend', 'intent.confirm'])
}, 30_000)

test('killed between send and store: made once, whatever throws', async () => {
  const target = await g.freshFee()
  await g.request(g.refundOf(target))
  const dying: Provider = {
    ...g.provider,
    execute: async (act, pass) => {
      await g.provider.execute(act, pass)
      throw new Error('the machine died')
    },
  }
  expect(await run(0, dying)).toEqual(waits)
  expect(await run(48)).toEqual(done)
  expect(await givenBack(target.id)).toBe(5)
})

test('the database fails between send and store: made once', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  await g.t.admin.query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
    CREATE TRIGGER fail BEFORE UPDATE OF object_id ON intent FOR EACH ROW WHEN (NEW.object_id IS NOT NULL) EXECUTE FUNCTION fail()`)
  expect(await run()).toEqual(waits)
  await g.t.admin.query('DROP TRIGGER fail ON intent')
  expect(await g.stateOf(id)).toMatchObject({ state: 'sent', objectId: null, attempts: 1 })
  expect(await run()).toEqual(done)
  expect(await givenBack(target.id)).toBe(5)
})

test('a refusal after a send without an answer decides nothing: what stands there does', async () => {
  const [applied, absent] = [await g.freshFee(), await g.freshFee()]
  const lost = await g.request(g.refundOf(applied))
  const never = await g.request(g.refundOf(absent))
  const refusal = { state: 'refused', code: 'amount_too_large', message: 'too much', requestId: null } as const
  const doubtful: Provider = {
    ...g.provider,
    execute: async (act, pass) => {
      if (act.reference === lost.id) await g.provider.execute(act, pass)
      return { ...refusal, isOnlyAnswer: false }
    },
  }
  expect(await run(0, doubtful)).toEqual({ ...nothing, confirmed: 1, refused: 1 })
  expect(await g.stateOf(lost.id)).toMatchObject({ state: 'confirmed' })
  expect(await g.stateOf(never.id)).toMatchObject({ state: 'refused' })
})

test('an account that is lost after the send keeps the act open; when it can be seen again, it is found', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  expect(await under(slow, run)).toEqual(waits)
  const gone = () => Promise.reject(new AccountUnreachable(g.sandbox.platform, 'access may have been revoked'))
  const blind: Provider = { ...g.provider, lookAt: gone, execute: gone, readBack: gone }
  expect(await run(1, blind)).toEqual(waits)
  expect(await run(1, { ...g.provider, lookAt: async () => ({ state: 'gone' }) })).toEqual(waits)
  expect(await g.stateOf(id)).toMatchObject({ state: 'sent', lastError: expect.stringContaining('no longer shown') })
  expect(await run(30)).toEqual(done)
  expect(await givenBack(target.id)).toBe(5)
  const fresh = await g.request(g.refundOf(await g.freshFee()))
  expect(await run(30, blind)).toEqual({ ...nothing, refused: 1 })
  expect(await g.stateOf(fresh.id)).toMatchObject({ state: 'refused', attempts: 0 })
}, 30_000)

async function post(path: string, body: string, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${g.sandbox.apiKey}`, 'idempotency-key': key }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(`${g.sandbox.apiUrl}${path}`, { method: 'POST', body, headers: { ...headers, ...form } })
  if (!response.ok) throw new Error(await response.text())
}
