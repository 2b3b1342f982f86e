import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/access/actor'
import { bookEntryInput } from '@/lib/domain/books/book-entry'
import { parseLines } from '@/lib/domain/books/line-error'
import { noParticulars, type Repair } from '@/lib/domain/resolutions/act'
import { writeBookEntries } from '../books/write-book-entries'
import type { Ctx } from '../context'
import { executeIntents } from '../intents/execute-intents'
import { type IntentGround, openIntentGround } from '../intents/testing/intent-ground'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { syncMarketplace } from '../sync/sync-marketplace'
import { answerApproval } from './answer-approval'
import { proposeResolution } from './propose-resolution'
import { listAsked, listResolutions } from './queries'

type Row = { id: string; charge: string; amount: number; status: string; [field: string]: unknown }

const twoDays = 48
let ground: IntentGround
beforeAll(async () => {
  ground = await openIntentGround(2, 60)
  // Both clocks: what is made at Stripe from here on is as old as what is asked for here.
  await ground.sandbox.control('POST', '/step', { hours: twoDays })
}, 120_000)
afterAll(() => ground.close())
afterEach(() => ground.sandbox.control('DELETE', '/faults'))

const look = async () => {
  await syncMarketplace(ground.later(twoDays), ground.provider, { kind: 'full' })
  await reconcileTouched(ground.later(twoDays))
}
const as = (role: Role): Ctx => ({ ...ground.t.ctxAs(role), now: ground.later(twoDays).now })
const listed = async (path: string) => (await ground.read(path)) as unknown as { data: Row[] }

async function post(path: string, body: string): Promise<void> {
  const { apiUrl, apiKey } = ground.sandbox
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(`${apiUrl}${path}`, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(await response.text())
}

type Found = { id: string; version: number; object: string; minor: string; currency: string; state: string }
async function exceptionsOf(kind: string): Promise<Found[]> {
  const { rows } = await ground.t.admin.query<Found>(
    `SELECT id, version, object_id AS object, amount_minor::text AS minor, currency, state FROM recon_exception
     WHERE marketplace_id = $1 AND kind = $2 ORDER BY id`,
    [ground.t.marketplaceId, kind],
  )
  return rows
}

async function bySecondPerson(found: Found, act: Repair): Promise<Record<string, unknown>> {
  const input = { id: found.id, version: found.version, act, note: 'it is owed', particulars: noParticulars }
  expect(await proposeResolution(as('admin'), input)).toMatchObject({ ok: true, value: { way: 'second_person' } })
  const [waiting] = await listAsked(as('admin'), found.id)
  if (!waiting) throw new Error('nothing was asked')
  const { id, payloadHash, payload } = waiting.approval
  const yes = { id, decision: 'approved' as const, seenHash: payloadHash, reason: 'checked' }
  expect(await answerApproval(as('compliance'), yes)).toEqual({ ok: true })
  await ground.wake()
  return payload as Record<string, unknown>
}

test('what a won dispute owes its seller is transferred again, out of the same charge, once even if the answer is lost', async () => {
  const won = (await listed('/v1/disputes?limit=100')).data.filter(({ status }) => status === 'won')
  const transfers = await Promise.all(won.map(({ charge }) => transfersOf(charge)))
  const original = transfers.flat().find(({ amount, amount_reversed: back }) => amount - Number(back) > 250)
  if (!original) throw new Error('this world has no won dispute with a transfer')
  await post(`/v1/transfers/${original.id}/reversals`, 'amount=250')
  await look()
  const [owed] = await exceptionsOf('RETRANSFER_OWED')
  if (!owed) throw new Error('nothing is owed')
  const payload = await bySecondPerson(owed, 'create_transfer')
  expect(payload).toMatchObject({
    chargeId: original.source_transaction,
    destination: original.destination,
    amountMinor: owed.minor,
    currency: owed.currency,
  })
  await ground.fault({ kind: 'timeout_after_write', on: 'POST *', rate: 1, delayMs: 3000 })
  expect(await executeIntents(ground.later(twoDays), ground.provider)).toMatchObject({ waiting: 1 })
  await ground.sandbox.control('DELETE', '/faults')
  await ground.wake()
  expect(await executeIntents(ground.later(twoDays), ground.provider)).toMatchObject({ confirmed: 1 })
  const again = (await transfersOf(String(original.source_transaction))).filter(({ metadata }) => {
    return typeof (metadata as { counterfoil_intent?: string }).counterfoil_intent === 'string'
  })
  expect(again).toMatchObject([{ amount: Number(owed.minor), destination: original.destination }])
  await look()
  expect((await exceptionsOf('RETRANSFER_OWED')).find(({ id }) => id === owed.id)?.state).toBe('closed')
}, 120_000)

async function transfersOf(charge: string): Promise<Row[]> {
  const all = await listed('/v1/transfers?limit=100')
  const found = all.data.filter(({ source_transaction }) => source_transaction === charge)
  if (found.length > 0) return found
  const { transfer_group: group } = (await ground.read(`/v1/charges/${charge}`)) as unknown as Row
  if (typeof group !== 'string') return []
  const grouped = await listed(`/v1/transfers?limit=100&transfer_group=${group}`)
  return grouped.data.filter(({ source_transaction }) => source_transaction === charge).toReversed()
}

test('a transfer whose answer is lost and that no list shows is not sent a second time once its key is forgotten', async () => {
  const charge = (await listed('/v1/charges?limit=100')).data.find(({ status }) => status === 'succeeded')
  const [seller] = (await listed('/v1/accounts?limit=1')).data
  const { id } = await ground.request({
    action: 'create_transfer',
    livemode: false,
    accountId: ground.sandbox.platform,
    chargeId: charge?.id,
    destination: seller?.id,
    amountMinor: '5',
    currency: await settledIn(charge?.id ?? ''),
    cause: 'exception:exc_lost',
  })
  const lost = { ...ground.provider, execute: () => Promise.reject(new Error('the line is dead')) }
  expect(await executeIntents(ground.ctx, lost)).toMatchObject({ waiting: 1 })
  await ground.wake()
  expect(await executeIntents(ground.later(26), ground.provider)).toMatchObject({ mismatched: 1 })
  expect(await ground.stateOf(id)).toMatchObject({ state: 'mismatched', objectId: null })
}, 60_000)

async function settledIn(charge: string): Promise<string> {
  const read = (await ground.read(`/v1/charges/${charge}?expand[]=balance_transaction`)) as unknown as {
    balance_transaction: { currency: string }
  }
  return read.balance_transaction.currency
}

test('a refund that bounced is made once more, and its failure can still be booked', async () => {
  const failed = await bouncedForGood()
  if (!failed) throw new Error('this world has no refund that failed')
  await bookRefund(failed)
  await look()
  const [bounced] = await exceptionsOf('REFUND_FAILED')
  if (!bounced) throw new Error('nobody noticed')
  expect(await bySecondPerson(bounced, 'create_refund')).toMatchObject({ chargeId: failed.charge })
  expect(await executeIntents(ground.later(twoDays), ground.provider)).toMatchObject({ confirmed: 1 })

  const [again] = (await listed(`/v1/refunds?charge=${failed.charge}&limit=100`)).data
  expect(again).toMatchObject({ amount: failed.amount, charge: failed.charge })
  const [asked] = await listResolutions(as('admin'), bounced.id)
  expect(asked).toMatchObject({ act: 'create_refund', intentState: 'confirmed' })
  const input = { id: bounced.id, version: bounced.version + 1, note: 'it bounced', particulars: noParticulars }
  expect(await proposeResolution(as('admin'), { ...input, act: 'create_refund' })).toMatchObject({
    reason: 'act_stands',
  })
  expect(await proposeResolution(as('admin'), { ...input, act: 'book_missing_entry' })).toMatchObject({ ok: true })
  await look()
  expect((await exceptionsOf('REFUND_FAILED')).find(({ id }) => id === bounced.id)?.state).toBe('closed')
}, 120_000)

/** Some are made again by the platform itself. */
async function bouncedForGood(): Promise<Row | undefined> {
  for (const refund of (await listed('/v1/refunds?limit=100')).data) {
    if (refund.status !== 'failed') continue
    const charge = (await ground.read(`/v1/charges/${refund.charge}`)) as unknown as Row
    if (refund.amount <= Number(charge.amount_captured) - Number(charge.amount_refunded)) return refund
  }
  return undefined
}

async function bookRefund({ id, amount, currency, created }: Row): Promise<void> {
  const entry = {
    reference: `refund-${id}`,
    kind: 'refund',
    account: ground.sandbox.platform,
    amountMinor: String(amount),
    currency,
    occurredAt: new Date(Number(created) * 1000).toISOString(),
    objectId: id,
  }
  const key: Ctx = { ...as('admin'), actor: { kind: 'apiKey', id: 'key_1', marketplaceId: ground.t.marketplaceId } }
  const written = await writeBookEntries(key, parseLines(bookEntryInput, [entry]), { partial: false })
  expect(written).toMatchObject({ ok: true })
}

test('rejects: a refund that somebody has made again since', async () => {
  const failed = (await listed('/v1/refunds?limit=100')).data.filter(({ status }) => status === 'failed')
  const good = await bouncedForGood()
  const again = failed.find(({ id, charge }) => id !== good?.id && charge !== good?.charge)
  if (!again) throw new Error('this world has no refund that was made again')
  await bookRefund(again)
  await look()
  const bounced = (await exceptionsOf('REFUND_FAILED')).find(({ object }) => object === again.id)
  if (!bounced) throw new Error('nobody noticed')
  const input = { id: bounced.id, version: bounced.version, note: 'it bounced', particulars: noParticulars }
  expect(await proposeResolution(as('admin'), { ...input, act: 'create_refund' })).toEqual({
    ok: false,
    reason: 'refunded_since',
  })
}, 60_000)
