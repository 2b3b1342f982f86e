import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Provider } from '@/lib/providers/port'
import { connectProvider } from '../access/connect-provider'
import { inSql } from '../db/transaction'
import { atEachConnection } from '../sync/connection-of'
import { executeIntents } from './execute-intents'
import { IntentInput, intentId } from './intent'
import { loadDueIntent } from './journal'
import { noteOrphans } from './note-orphans'
import { performIntent } from './perform-intent'
import { listIntents } from './queries'
import { type IntentGround, openIntentGround } from './testing/intent-ground'

const nothing = { confirmed: 0, refused: 0, mismatched: 0, waiting: 0 }
let g: IntentGround
beforeAll(async () => {
  g = await openIntentGround(4)
}, 120_000)
afterAll(() => g.close())

const givenBack = async (id: string) => (await g.read(`/v1/application_fees/${id}`)).amount_refunded

test('what stands there otherwise than asked is not confirmed: it is told apart, audited, and never sent again', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  const careless: Provider = {
    ...g.provider,
    execute: (act, pass) => g.provider.execute({ ...act, amountMinor: 6n }, pass),
  }
  expect(await executeIntents(g.ctx, careless)).toEqual({ ...nothing, mismatched: 1 })
  expect(await g.stateOf(id)).toMatchObject({
    state: 'mismatched',
    lastError: 'amount: asked 5, found 6',
    confirmedAt: null,
  })
  expect(await executeIntents(g.ctx, g.provider)).toEqual(nothing)
  expect(await givenBack(target.id)).toBe(6)
  const { rows } = await g.t.admin.query(
    `SELECT detail->>'why' AS why FROM audit_entry WHERE subject = $1 AND action = 'intent.mismatch'`,
    [id],
  )
  expect(rows).toEqual([{ why: 'amount: asked 5, found 6' }])
})

test('an act that stands there twice is seen, and neither is taken for the answer', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  const doubled: Provider = {
    ...g.provider,
    execute: async (act, pass) => {
      await g.provider.execute(act, { ...pass, idempotencyKey: `${pass.idempotencyKey}-other` })
      await g.provider.execute(act, pass)
      throw new Error('no answer')
    },
  }
  expect(await executeIntents(g.ctx, doubled)).toEqual({ ...nothing, waiting: 1 })
  await g.wake()
  expect(await executeIntents(g.ctx, g.provider)).toEqual({ ...nothing, mismatched: 1 })
  expect((await g.stateOf(id))?.lastError).toMatch(/^carried out more than once: fr_\w+, fr_\w+$/)
})

test('two workers at once never send the same intent twice', async () => {
  const targets = await Promise.all(Array.from({ length: 6 }, () => g.freshFee()))
  for (const target of targets) await g.request(g.refundOf(target))
  const sent: string[] = []
  const lingering: Provider = {
    ...g.provider,
    execute: async (act, pass) => {
      sent.push(act.reference)
      await new Promise((resolve) => setTimeout(resolve, 60))
      return g.provider.execute(act, pass)
    },
  }
  const workers = await Promise.all(Array.from({ length: 3 }, () => executeIntents(g.ctx, lingering)))
  expect(workers.reduce((sum, { confirmed }) => sum + confirmed, 0)).toBe(6)
  expect(workers.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(0)
  expect([sent.length, new Set(sent).size]).toEqual([6, 6])
  expect(await Promise.all(targets.map(({ id }) => givenBack(id)))).toEqual([5, 5, 5, 5, 5, 5])
})

test('a worker that lost its lock does not send what another has sent meanwhile', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  const intent = await loadDueIntent(g.ctx, id)
  if (!intent) throw new Error('not due')
  // All three have looked before the first of them sends.
  let allLooked = () => {}
  const looked = new Promise<void>((resolve) => {
    allLooked = resolve
  })
  let looks = 0
  const together: Provider = {
    ...g.provider,
    lookAt: async (act) => {
      const seen = await g.provider.lookAt(act)
      if (++looks === 3) allLooked()
      await looked
      return seen
    },
  }
  const results = await Promise.allSettled([1, 2, 3].map(() => performIntent(g.ctx, together, intent)))
  const refused = results.filter(({ status }) => status === 'rejected')
  expect(refused).toMatchObject([{ reason: { name: 'StillOpen' } }, { reason: { name: 'StillOpen' } }])
  expect(await givenBack(target.id)).toBe(5)
  expect(await g.stateOf(id)).toMatchObject({ state: 'confirmed', attempts: 1 })
})

test('an intent that cannot be read rests longer and longer, and the younger ones go on', async () => {
  const [target, other] = [await g.freshFee(), await g.freshFee()]
  const wish = IntentInput.parse(g.refundOf(other))
  await insertRaw('int_unreadable', { action: 'refund_application_fee', amountMinor: 'many' })
  await insertRaw(intentId(g.t.marketplaceId, wish), { ...wish, amountMinor: '6' })
  const { id } = await g.request(g.refundOf(target))
  expect(await executeIntents(g.ctx, g.provider)).toEqual({ ...nothing, waiting: 2, confirmed: 1 })
  expect(await g.stateOf(id)).toMatchObject({ state: 'confirmed' })
  expect(await givenBack(other.id)).toBe(0)
  const rests = () => pauses('int_unreadable')
  expect(await rests()).toEqual({ failures: 1, seconds: 15 })
  expect(await executeIntents(g.ctx, g.provider)).toEqual(nothing)
  await g.wake()
  expect(await executeIntents(g.ctx, g.provider)).toEqual({ ...nothing, waiting: 2 })
  expect(await rests()).toEqual({ failures: 2, seconds: 30 })
  const unreadable = await g.stateOf('int_unreadable')
  expect(unreadable).toMatchObject({ state: 'pending', attempts: 0, amountMinor: null })
  expect(unreadable?.lastError).toContain('feeId')
  const changed = (await listIntents(g.ctx)).find((intent) => intent.subject === other.id)
  expect(changed?.lastError).toBe('the payload is not the one that was journalled')
})

test('live money and test money go through their own connections, and a lost connection is said', async () => {
  const target = await g.freshFee()
  const live = { livemode: true, accountId: 'acct_live', apiKey: 'sk_live_1', webhookSecrets: ['w'] }
  await connectProvider(g.ctx, live)
  const { id } = await g.request(g.refundOf(target, { livemode: true, accountId: 'acct_live' }))
  const { id: ofTest } = await g.request(g.refundOf(target))
  expect(await executeIntents(g.ctx, g.provider)).toEqual({ ...nothing, confirmed: 1 })
  expect(await g.stateOf(ofTest)).toMatchObject({ state: 'confirmed', livemode: false })
  expect(await g.stateOf(id)).toMatchObject({ state: 'pending', livemode: true, attempts: 0 })
  const asLive: Provider = { ...g.provider, livemode: true, platformAccountId: 'acct_live' }
  const seen: Provider = { ...asLive, lookAt: (act) => g.provider.lookAt({ ...act, accountId: g.sandbox.platform }) }
  await g.request(g.refundOf(target, { livemode: true, accountId: 'acct_live', cause: 'another' }))
  await connectProvider(g.ctx, { ...live, accountId: 'acct_livetoo' })
  expect(await executeIntents(g.ctx, { ...seen, platformAccountId: 'acct_livetoo' })).toEqual(nothing)
  expect(await noteOrphans(g.ctx)).toBe(2)
  expect(await g.stateOf(id)).toMatchObject({ state: 'pending', lastError: 'the connection it was asked for is gone' })
  await connectProvider(g.ctx, live)
  expect(await executeIntents(g.ctx, seen)).toEqual({ ...nothing, refused: 2 })
  expect((await g.stateOf(id))?.lastError).toBe('livemode_mismatch: the target is test money')
})

test('a connection whose key cannot be opened does not keep the other from its turn', async () => {
  await g.t.admin.query(
    `UPDATE provider_connection SET api_key_enc = 'sealed:none:AAAA' WHERE livemode AND marketplace_id = $1`,
    [g.t.marketplaceId],
  )
  const visited: boolean[] = []
  const visit = atEachConnection(g.ctx, async ({ livemode }) => void visited.push(livemode))
  await expect(visit).rejects.toThrow(/not in ENCRYPTION_KEYS/)
  expect(visited).toEqual([false])
})

test('rejects: a changed wish, a changed verdict, a send that is forgotten, an intent that is deleted', async () => {
  const { id } = await g.request(g.refundOf(await g.freshFee()))
  const change = (what: string) => inSql(g.ctx, (sql) => sql.run(`UPDATE intent SET ${what} WHERE id = $1`, [id]))
  await expect(change(`payload = payload || '{"amountMinor": "500"}'`)).rejects.toThrow(/is what was wished/)
  await expect(change(`state = 'confirmed'`)).rejects.toThrow(/confirmed_by_an_object/)
  await executeIntents(g.ctx, g.provider)
  await expect(change(`state = 'pending'`)).rejects.toThrow(/has its verdict/)
  await expect(inSql(g.ctx, (sql) => sql.run('DELETE FROM intent'))).rejects.toThrow(/permission denied/)
})

async function insertRaw(id: string, payload: Record<string, unknown>): Promise<void> {
  await g.t.admin.query(
    `INSERT INTO intent (marketplace_id, id, provider, livemode, platform_account_id, account_id, action, payload, idempotency_key,
       created_by, created_at) VALUES ($1, $2, 'stripe', false, $3, $3, 'refund_application_fee', $4, $2, 'test', '2020-01-01Z')`,
    [g.t.marketplaceId, id, g.sandbox.platform, JSON.stringify(payload)],
  )
}

/** The pause in whole seconds, rounded up from what is left of it. */
async function pauses(id: string): Promise<{ failures: number; seconds: number }> {
  const { rows } = await g.t.admin.query(
    `SELECT failures, (ceil(extract(epoch FROM next_attempt_at - now()) / 15) * 15)::int AS seconds FROM intent WHERE id = $1`,
    [id],
  )
  return rows[0]
}
