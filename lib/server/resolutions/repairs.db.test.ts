import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/access/actor'
import { noParticulars, type Repair } from '@/lib/domain/resolutions/act'
import type { Ctx } from '../context'
import { executeIntents } from '../intents/execute-intents'
import { type IntentGround, openIntentGround } from '../intents/testing/intent-ground'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { syncMarketplace } from '../sync/sync-marketplace'
import { answerApproval } from './answer-approval'
import { proposeResolution } from './propose-resolution'
import { listAsked, listResolutions } from './queries'
import { undoResolution } from './undo-resolution'

let ground: IntentGround
beforeAll(async () => {
  ground = await openIntentGround()
  for (let n = 0; n < 2; n++) await refundWithoutReversing()
  await look()
}, 120_000)
afterAll(() => ground.close())

const look = async () => {
  await syncMarketplace(ground.later(24), ground.provider, { kind: 'full' })
  await reconcileTouched(ground.later(24))
}

/** The customer has the money back, and the seller keeps the transfer: the leak that everybody has. */
async function refundWithoutReversing(): Promise<void> {
  const transfer = await ground.freshTransfer()
  const { source_transaction: charge } = transfer as unknown as { source_transaction: string }
  const { apiUrl, apiKey } = ground.sandbox
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(`${apiUrl}/v1/refunds`, { method: 'POST', headers, body: `charge=${charge}` })
  if (!response.ok) throw new Error(await response.text())
}

const as = (role: Role): Ctx => ({ ...ground.t.ctxAs(role), now: ground.later(24).now })

type Leak = { id: string; version: number; object: string; minor: string; state: string }
async function leaks(kind: string): Promise<Leak[]> {
  const { rows } = await ground.t.admin.query<Leak>(
    `SELECT id, version, object_id AS object, amount_minor::text AS minor, state FROM recon_exception
     WHERE marketplace_id = $1 AND kind = $2 ORDER BY id`,
    [ground.t.marketplaceId, kind],
  )
  return rows
}
async function ask(leak: Leak, act: Repair) {
  const input = { id: leak.id, version: leak.version, act, note: 'the refund forgot it', particulars: noParticulars }
  const asked = await proposeResolution(as('admin'), input)
  expect(asked).toMatchObject({ ok: true, value: { way: 'second_person' } })
  const [waiting] = await listAsked(as('admin'), leak.id)
  if (!waiting) throw new Error('not asked')
  return waiting.approval
}

test('a transfer is reversed at Stripe when a second person says yes, read back, and the exception closes by itself', async () => {
  const [leak] = await leaks('TRANSFER_NOT_REVERSED')
  if (!leak) throw new Error('this world has no such leak')
  const approval = await ask(leak, 'reverse_transfer')
  expect(approval).toMatchObject({ action: 'reverse_transfer', subject: leak.object })
  expect(approval.payload).toMatchObject({ amountMinor: leak.minor, transferId: leak.object })
  const yes = { id: approval.id, decision: 'approved' as const, seenHash: approval.payloadHash, reason: 'checked' }
  expect(await answerApproval(as('admin'), yes)).toEqual({ ok: false, reason: 'own_request' })
  expect(await answerApproval(as('compliance'), yes)).toEqual({ ok: true })
  expect(await answerApproval(as('compliance'), yes)).toEqual({ ok: true })
  const [asked] = await listResolutions(as('admin'), leak.id)
  expect(asked).toMatchObject({ act: 'reverse_transfer', intentState: 'pending' })
  await ground.wake()
  expect(await executeIntents(ground.later(24), ground.provider)).toMatchObject({ confirmed: 1 })
  expect((await ground.read(`/v1/transfers/${leak.object}`)).amount_reversed).toBe(Number(leak.minor))
  await look()
  expect((await leaks('TRANSFER_NOT_REVERSED')).find(({ id }) => id === leak.id)?.state).toBe('closed')
  const [done] = await listResolutions(as('admin'), leak.id)
  expect(done?.intentState).toBe('confirmed')
  expect(await undoResolution(as('admin'), { id: done?.id ?? '' })).toEqual({ ok: false, reason: 'left_the_house' })
}, 120_000)

test('for a moment what two people let out can be called back: nothing is sent, and the next test asks anew', async () => {
  const leak = (await leaks('TRANSFER_NOT_REVERSED')).find(({ state }) => state === 'open')
  if (!leak) throw new Error('this world has no second such leak')
  const before = (await ground.read(`/v1/transfers/${leak.object}`)).amount_reversed
  const approval = await ask(leak, 'reverse_transfer')
  const yes = { id: approval.id, decision: 'approved' as const, seenHash: approval.payloadHash, reason: 'checked' }
  expect(await answerApproval(as('compliance'), yes)).toEqual({ ok: true })
  expect(await executeIntents(ground.later(24), ground.provider)).toMatchObject({ confirmed: 0, waiting: 0 })
  const [asked] = await listResolutions(as('admin'), leak.id)
  const undone = await Promise.all([
    undoResolution(as('admin'), { id: asked?.id ?? '' }),
    undoResolution(as('analyst'), { id: asked?.id ?? '' }),
  ])
  expect(undone.map((result) => (result.ok ? 'undone' : result.reason)).sort()).toEqual(['undone', 'undone_already'])
  await ground.wake()
  expect(await executeIntents(ground.later(24), ground.provider)).toMatchObject({ confirmed: 0, waiting: 0 })
  expect((await ground.read(`/v1/transfers/${leak.object}`)).amount_reversed).toBe(before)
  expect((await listResolutions(as('admin'), leak.id))[0]).toMatchObject({ intentState: 'withdrawn' })
  const { rows } = await ground.t.admin.query(
    `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'intent.withdraw'`,
  )
  expect(rows).toEqual([{ n: 1 }])
}, 60_000)

test('what Stripe refuses may be asked for anew, and what is under way may not', async () => {
  const leak = (await leaks('TRANSFER_NOT_REVERSED')).find(({ state }) => state === 'open')
  if (!leak) throw new Error('this world has no second such leak')
  const approval = await ask(leak, 'reverse_transfer')
  const yes = { id: approval.id, decision: 'approved' as const, seenHash: approval.payloadHash, reason: 'checked' }
  expect(await answerApproval(as('compliance'), yes)).toEqual({ ok: true })
  const again = {
    id: leak.id,
    version: leak.version + 1,
    act: 'reverse_transfer' as const,
    note: 'once more',
    particulars: noParticulars,
  }
  expect(await proposeResolution(as('admin'), again)).toEqual({ ok: false, reason: 'act_stands' })
  await ground.t.admin.query(`UPDATE intent SET state = 'refused', last_error = 'no' WHERE state = 'pending'`)
  expect(await proposeResolution(as('admin'), again)).toMatchObject({ ok: true, value: { way: 'second_person' } })
  const [second] = await listAsked(as('admin'), leak.id)
  expect(second?.approval.payloadHash).not.toBe(approval.payloadHash)
})
