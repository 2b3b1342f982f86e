import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Provider } from '@/lib/providers/port'
import { stripeProvider } from '@/lib/providers/stripe/stripe-provider'
import { connectProvider } from '../access/connect-provider'
import { decideApproval } from '../approvals/decide-approval'
import { listPendingApprovals } from '../approvals/queries'
import { requestApproval } from '../approvals/request-approval'
import { type Ctx, jobCtx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { syncMarketplace } from '../sync/sync-marketplace'
import { type Sandbox, startSandbox } from '../sync/testing/sandbox-process'
import { executeIntents } from './execute-intents'
import { IntentInput, subjectOf } from './intent'
import { listIntents } from './queries'
import { requestIntent } from './request-intent'

type Item = {
  id: string
  amount: number
  amount_refunded: number
  amount_reversed: number
  refunds: { data: { id: string }[] }
}

let t: TestDatabase
let sandbox: Sandbox
let provider: Provider
let ctx: Ctx

beforeAll(async () => {
  sandbox = await startSandbox(['--sellers', '20', '--days', '8', '--rate', '5000'], 2)
  Object.assign(process.env, { STRIPE_API_URL: sandbox.apiUrl, STRIPE_READ_RATE: '5000' })
  t = await openTestDatabase()
  ctx = jobCtx(t.db, t.marketplaceId, 'test', await sandbox.now())
  await connectProvider(ctx, {
    livemode: false,
    accountId: sandbox.platform,
    apiKey: sandbox.apiKey,
    webhookSecrets: ['w'],
  })
  await t.admin.query(`DELETE FROM provider_account WHERE account_id = 'acct_platform'`)
  const { apiKey, apiUrl, platform: platformAccountId } = sandbox
  const retry = { attempts: 2, baseMs: 5, capMs: 10 }
  provider = stripeProvider({
    apiKey,
    apiUrl,
    readRate: 5000,
    livemode: false,
    platformAccountId,
    retry,
    timeoutMs: 1500,
  })
  await syncMarketplace(ctx, provider, { kind: 'full' })
}, 120_000)
afterAll(async () => {
  await sandbox.stop()
  await t.close()
})
afterEach(() => sandbox.control('DELETE', '/faults'))

const list = async (path: string) => (await sandbox.get(`${path}?limit=100`)).data as unknown as Item[]
const fee = async (skip = 0) =>
  (await list('/v1/application_fees')).filter((item) => item.amount_refunded === 0)[skip] as Item
const refundOf = (item: Item, amountMinor = '5', cause = 'exception:exc_1') => ({
  action: 'refund_application_fee',
  accountId: sandbox.platform,
  feeId: item.id,
  amountMinor,
  cause,
})
const stateOf = async (id: string) => (await listIntents(ctx)).find((intent) => intent.id === id)
const request = async (input: unknown) => {
  const result = await requestIntent(t.ctxAs('analyst'), input)
  if (!result.ok) throw new Error(result.reason)
  return result.value
}

test('a fee refund is sent once, read back, confirmed, audited, and its balance transaction is here at once', async () => {
  const target = await fee()
  const { id } = await request(refundOf(target))
  expect(await executeIntents(ctx, provider)).toEqual({ confirmed: 1, refused: 0, waiting: 0 })
  const intent = await stateOf(id)
  expect(intent).toMatchObject({ state: 'confirmed', attempts: 1, amountMinor: 5n, subject: target.id })
  const after = (await sandbox.get(`/v1/application_fees/${target.id}`)) as unknown as Item
  expect(after).toMatchObject({ amount_refunded: 5, refunds: { data: [{ id: intent?.objectId }] } })
  const { rows } = await t.admin.query(`SELECT kind, amount_minor::int FROM provider_leg WHERE object_id = $1`, [
    intent?.objectId,
  ])
  expect(rows).toEqual([{ kind: 'application_fee_refund', amount_minor: 5 }])
  const { rows: audit } = await t.admin.query(`SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq`, [id])
  expect(audit).toEqual([{ action: 'intent.request' }, { action: 'intent.confirm' }])
})

test('the same wish asked twice is one intent; another cause is another', async () => {
  const target = await fee(1)
  const first = await request(refundOf(target))
  expect(await request(refundOf(target))).toEqual({ id: first.id, isNew: false })
  expect((await request(refundOf(target, '5', 'exception:exc_2'))).id).not.toBe(first.id)
  await executeIntents(ctx, provider)
  expect(((await sandbox.get(`/v1/application_fees/${target.id}`)) as unknown as Item).amount_refunded).toBe(10)
})

test('a time-out after the write was applied ends confirmed once, never twice', async () => {
  const target = await fee(2)
  const { id } = await request(refundOf(target))
  await sandbox.control('POST', '/faults', [{ kind: 'timeout_after_write', on: 'POST *', rate: 1, delayMs: 3000 }])
  expect(await executeIntents(ctx, provider)).toEqual({ confirmed: 0, refused: 0, waiting: 1 })
  expect(await stateOf(id)).toMatchObject({ state: 'sent' })
  await sandbox.control('DELETE', '/faults')
  expect(await executeIntents(ctx, provider)).toEqual({ confirmed: 1, refused: 0, waiting: 0 })
  expect(await executeIntents(ctx, provider)).toEqual({ confirmed: 0, refused: 0, waiting: 0 })
  expect(((await sandbox.get(`/v1/application_fees/${target.id}`)) as unknown as Item).amount_refunded).toBe(5)
  expect(await stateOf(id)).toMatchObject({ state: 'confirmed', attempts: 2 })
}, 30_000)

test('two workers at once send one request', async () => {
  const target = await fee(3)
  const { id } = await request(refundOf(target))
  await Promise.all([executeIntents(ctx, provider), executeIntents(ctx, provider)])
  await executeIntents(ctx, provider)
  expect(await stateOf(id)).toMatchObject({ state: 'confirmed' })
  expect(((await sandbox.get(`/v1/application_fees/${target.id}`)) as unknown as Item).amount_refunded).toBe(5)
})

test('a transfer is reversed', async () => {
  const transfer = (await list('/v1/transfers')).find((item) => item.amount_reversed === 0) as Item
  const act = {
    action: 'reverse_transfer',
    accountId: sandbox.platform,
    transferId: transfer.id,
    amountMinor: '7',
    cause: 'exception:exc_9',
  }
  const { id } = await request(act)
  await executeIntents(ctx, provider)
  expect(await stateOf(id)).toMatchObject({ state: 'confirmed' })
  expect(((await sandbox.get(`/v1/transfers/${transfer.id}`)) as unknown as Item).amount_reversed).toBe(7)
})

test('what Stripe refuses is recorded for good and never sent again', async () => {
  const target = await fee(4)
  const { id } = await request(refundOf(target, String(target.amount + 1)))
  expect(await executeIntents(ctx, provider)).toMatchObject({ refused: 1 })
  const refused = await stateOf(id)
  expect(refused).toMatchObject({ state: 'refused', objectId: null })
  expect(refused?.lastError).toBeTruthy()
  expect(await executeIntents(ctx, provider)).toEqual({ confirmed: 0, refused: 0, waiting: 0 })
})

test('who may not, and what is not well formed, is turned away; an approval that is named must stand', async () => {
  const target = await fee(5)
  expect(await requestIntent(t.ctxAs('executive'), refundOf(target))).toEqual({ ok: false, reason: 'not_permitted' })
  const analyst = t.ctxAs('analyst')
  expect(await requestIntent(analyst, { ...refundOf(target), amountMinor: '-5' })).toEqual({
    ok: false,
    reason: 'malformed',
  })
  expect(await requestIntent(analyst, { ...refundOf(target), cause: 'for ada@example.org' })).toEqual({
    ok: false,
    reason: 'malformed',
  })
  expect(await requestIntent(analyst, refundOf(target), 'apr_none')).toEqual({ ok: false, reason: 'approval_missing' })
})

test('an approval lets through the very act it was given for, once, and no other', async () => {
  const [first, second] = [await fee(5), await fee(6)]
  const analyst = t.ctxAs('analyst')
  const act = IntentInput.parse(refundOf(first))
  const wish = { action: act.action, subject: subjectOf(act), payload: act, reason: 'the refund forgot it' }
  const asked = await requestApproval(analyst, wish)
  if (!asked.ok) throw new Error(asked.reason)
  expect(await requestIntent(analyst, act, asked.value)).toEqual({ ok: false, reason: 'approval_missing' })
  const [approval] = (await listPendingApprovals(t.ctx)).filter((item) => item.id === asked.value)
  const decision = {
    id: asked.value,
    decision: 'approved' as const,
    seenHash: approval?.payloadHash ?? '',
    reason: 'yes',
  }
  expect(await decideApproval(t.ctxAs('compliance'), decision)).toMatchObject({ ok: true })
  expect(await requestIntent(analyst, refundOf(second), asked.value)).toEqual({ ok: false, reason: 'approval_missing' })
  expect(await requestIntent(analyst, { ...act, cause: `${act.cause}-again` }, asked.value)).toEqual({
    ok: false,
    reason: 'approval_missing',
  })
  expect(await requestIntent(analyst, act, asked.value)).toMatchObject({ ok: true, value: { isNew: true } })
})
