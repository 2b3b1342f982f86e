import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ago, leg, twin } from '@/lib/domain/reconciliation/testing/small-family'
import type { Ctx } from '../context'
import { listDriftedAccounts } from '../ledger/queries'
import { storeWorld } from '../reconciliation/testing/store-world'
import { answerApproval } from './answer-approval'
import { listAsked, listResolutions } from './queries'
import { openResolutionGround, type ResolutionGround } from './testing/resolution-ground'

let g: ResolutionGround
beforeAll(async () => {
  g = await openResolutionGround()
})
afterAll(() => g.t.close())
beforeEach(() => g.begin())

const paid = { way: 'bank_transfer', paidOn: new Date('2026-10-29T00:00:00Z') } as const
const refund = () => g.id('re')

/** A refund of 50.00 of 80.00 that bounced, which the books do not know yet. */
async function bounced() {
  const charge = leg('sale', g.id('ch'), 80_00n, { created: ago(100) })
  const back = leg('refund', refund(), 50_00n, { parentId: g.id('ch'), created: ago(50) })
  const failure = leg('refund_failure', refund(), 50_00n, { parentId: g.id('ch'), created: ago(25) })
  const named = (one: typeof charge) => ({ ...twin(one), reference: g.id(`B-${one.kind}`) })
  await storeWorld(g.t.ctx, { legs: [charge, back, failure], entries: [named(charge), named(back)] })
  await g.run()
}
const balances = async () =>
  (
    await g.t.admin.query(
      `SELECT ledger_account AS account, (debit_minor - credit_minor)::text AS minor FROM ledger_balance
       WHERE ledger_account ~ '^(paid_elsewhere|refunds:elsewhere)' AND debit_minor <> credit_minor ORDER BY 1`,
    )
  ).rows
const second = async (ctx: Ctx = g.t.ctxAs('compliance')) => {
  const [asked] = await listAsked(g.analyst(), (await g.about(refund())).id)
  if (!asked) throw new Error('nothing was asked')
  const { id, payloadHash } = asked.approval
  return answerApproval(ctx, { id, decision: 'approved', seenHash: payloadHash, reason: '' })
}

test('a customer whose refund bounced was paid another way: by two people, posted, kept out of the queue, undone', async () => {
  await bounced()
  expect(await g.propose(refund(), 'refund_elsewhere', paid)).toMatchObject({ value: { way: 'second_person' } })
  expect(await g.state(refund())).toBe('open')
  expect(await second(g.analyst())).toMatchObject({ reason: 'own_request' })
  expect(await second()).toEqual({ ok: true })
  expect(await balances()).toEqual([
    { account: 'paid_elsewhere:bank_transfer', minor: '-5000' },
    { account: 'refunds:elsewhere', minor: '5000' },
  ])
  await g.survives(refund(), 'resolved')
  const [done] = await listResolutions(g.analyst(), (await g.about(refund())).id)
  expect(done).toMatchObject({ act: 'refund_elsewhere', amountMinor: 50_00n })
  expect(await g.undo(done?.id ?? '')).toEqual({ ok: true })
  expect(await balances()).toEqual([])
  expect(await listDriftedAccounts(g.t.ctx)).toEqual([])
  await g.survives(refund(), 'open')
})

test('rejects: no way, a day that is still ahead, and somebody of another marketplace', async () => {
  await bounced()
  expect(await g.propose(refund(), 'refund_elsewhere')).toMatchObject({ reason: 'way_missing' })
  const ahead = { ...paid, paidOn: new Date('2026-12-24T00:00:00Z') }
  expect(await g.propose(refund(), 'refund_elsewhere', ahead)).toMatchObject({ reason: 'day_ahead' })
  const stranger = g.t.ctxAs('admin', g.t.otherMarketplaceId)
  expect(await g.propose(refund(), 'refund_elsewhere', paid, stranger)).toMatchObject({ reason: 'not_found' })
  expect(await g.propose(refund(), 'refund_elsewhere', paid, g.t.ctxAs('executive'))).toMatchObject({
    reason: 'not_permitted',
  })
  expect(await balances()).toEqual([])
})

test('a yes is for what was asked: another day is another request', async () => {
  await bounced()
  await g.propose(refund(), 'refund_elsewhere', paid)
  await g.propose(refund(), 'refund_elsewhere', { ...paid, way: 'store_credit' })
  const asked = await listAsked(g.analyst(), (await g.about(refund())).id)
  expect(asked.map(({ approval }) => (approval.payload as { way: string }).way).sort()).toEqual([
    'bank_transfer',
    'store_credit',
  ])
})
