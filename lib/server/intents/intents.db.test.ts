import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideApproval } from '../approvals/decide-approval'
import { listPendingApprovals } from '../approvals/queries'
import { requestApproval } from '../approvals/request-approval'
import { executeIntents } from './execute-intents'
import { IntentInput, subjectOf } from './intent'
import { requestIntent } from './request-intent'
import { type IntentGround, openIntentGround } from './testing/intent-ground'

const nothing = { confirmed: 0, refused: 0, mismatched: 0, waiting: 0 }
let g: IntentGround
beforeAll(async () => {
  g = await openIntentGround()
}, 120_000)
afterAll(() => g.close())

const execute = () => executeIntents(g.ctx, g.provider)
const givenBack = async (id: string) => (await g.read(`/v1/application_fees/${id}`)).amount_refunded

test('a fee refund is sent once, read back, confirmed, audited, and its balance transaction is here at once', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target))
  expect(await execute()).toEqual({ ...nothing, confirmed: 1 })
  const intent = await g.stateOf(id)
  expect(intent).toMatchObject({ state: 'confirmed', attempts: 1, amountMinor: 5n, subject: target.id })
  const after = await g.read(`/v1/application_fees/${target.id}`)
  const metadata = { counterfoil_intent: id }
  expect(after).toMatchObject({ amount_refunded: 5, refunds: { data: [{ id: intent?.objectId, metadata }] } })
  const { rows } = await g.t.admin.query(`SELECT kind, amount_minor::int FROM provider_leg WHERE object_id = $1`, [
    intent?.objectId,
  ])
  expect(rows).toEqual([{ kind: 'application_fee_refund', amount_minor: 5 }])
  const { rows: audit } = await g.t.admin.query(
    `SELECT action, detail FROM audit_entry WHERE subject = $1 ORDER BY seq`,
    [id],
  )
  expect(audit).toMatchObject([
    { action: 'intent.request', detail: { amountMinor: '5', currency: target.currency, livemode: false } },
    { action: 'intent.confirm', detail: { objectId: intent?.objectId, found: false } },
  ])
})

test('the same wish asked twice is one intent; another cause is another', async () => {
  const target = await g.freshFee()
  const first = await g.request(g.refundOf(target))
  expect(await g.request(g.refundOf(target))).toEqual({ id: first.id, isNew: false, state: 'pending' })
  expect((await g.request(g.refundOf(target, { cause: 'exception:exc_2' }))).id).not.toBe(first.id)
  await execute()
  expect(await givenBack(target.id)).toBe(10)
  expect(await g.request(g.refundOf(target))).toEqual({ id: first.id, isNew: false, state: 'confirmed' })
})

test('a transfer is reversed', async () => {
  const { id: transferId, currency } = await g.freshTransfer()
  const act = { action: 'reverse_transfer', livemode: false, accountId: g.sandbox.platform, transferId, currency }
  const { id } = await g.request({ ...act, amountMinor: '7', cause: 'exception:exc_9' })
  await execute()
  expect(await g.stateOf(id)).toMatchObject({ state: 'confirmed' })
  expect((await g.read(`/v1/transfers/${transferId}`)).amount_reversed).toBe(7)
})

test('what Stripe refuses is recorded for good and never sent again', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target, { amountMinor: String(target.amount + 1) }))
  expect(await execute()).toEqual({ ...nothing, refused: 1 })
  const refused = await g.stateOf(id)
  expect(refused).toMatchObject({ state: 'refused', objectId: null, attempts: 1 })
  expect(refused?.lastError).toContain('amount_too_large')
  await g.wake()
  expect(await execute()).toEqual(nothing)
})

test('an act in another currency than its target’s, or on what is not there, is refused before anything is sent', async () => {
  const target = await g.freshFee()
  const { id } = await g.request(g.refundOf(target, { currency: target.currency === 'jpy' ? 'usd' : 'jpy' }))
  const gone = await g.request(g.refundOf({ ...target, id: 'fee_nowhere' }))
  expect(await execute()).toEqual({ ...nothing, refused: 2 })
  const other = await g.stateOf(id)
  expect(other).toMatchObject({ state: 'refused', attempts: 0 })
  expect(other?.lastError).toContain('currency_mismatch')
  expect(await g.stateOf(gone.id)).toMatchObject({ state: 'refused', attempts: 0 })
  expect(await givenBack(target.id)).toBe(0)
})

test('who may not, and what is not well formed, is turned away; an approval that is named must stand', async () => {
  const wish = g.refundOf(await g.freshFee())
  const analyst = g.t.ctxAs('analyst')
  const ask = (changes: Record<string, unknown>, ctx = analyst) => requestIntent(ctx, { ...wish, ...changes })
  expect(await ask({}, g.t.ctxAs('executive'))).toEqual({ ok: false, reason: 'not_permitted' })
  expect(await ask({ amountMinor: '-5' })).toEqual({ ok: false, reason: 'malformed' })
  expect(await ask({ cause: 'for ada@example.org' })).toEqual({ ok: false, reason: 'malformed' })
  expect(await ask({ currency: 'USD' })).toEqual({ ok: false, reason: 'malformed' })
  expect(await ask({ livemode: true })).toEqual({ ok: false, reason: 'not_connected' })
  expect(await ask({ accountId: 'acct_stranger' })).toEqual({ ok: false, reason: 'account_unknown' })
  expect(await requestIntent(analyst, wish, 'apr_none')).toEqual({ ok: false, reason: 'approval_missing' })
})

test('an approval lets through the very act it was given for, once, and no other', async () => {
  const [first, second] = [await g.freshFee(), await g.freshFee()]
  const analyst = g.t.ctxAs('analyst')
  const act = IntentInput.parse(g.refundOf(first))
  const wish = { action: act.action, subject: subjectOf(act), payload: act, reason: 'the refund forgot it' }
  const asked = await requestApproval(analyst, wish)
  if (!asked.ok) throw new Error(asked.reason)
  const missing = { ok: false, reason: 'approval_missing' }
  expect(await requestIntent(analyst, act, asked.value)).toEqual(missing)
  const [approval] = (await listPendingApprovals(g.t.ctx)).filter((item) => item.id === asked.value)
  const seenHash = approval?.payloadHash ?? ''
  const decision = { id: asked.value, decision: 'approved' as const, seenHash, reason: 'yes' }
  expect(await decideApproval(g.t.ctxAs('compliance'), decision)).toMatchObject({ ok: true })
  expect(await requestIntent(analyst, g.refundOf(second), asked.value)).toEqual(missing)
  expect(await requestIntent(analyst, { ...act, cause: `${act.cause}-again` }, asked.value)).toEqual(missing)
  expect(await requestIntent(analyst, act, asked.value)).toMatchObject({ ok: true, value: { isNew: true } })
})
