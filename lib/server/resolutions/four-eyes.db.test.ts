import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { entry } from '@/lib/domain/reconciliation/testing/small-family'
import { noParticulars } from '@/lib/domain/resolutions/act'
import { beginSession } from '../auth/session-rows'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { answerApproval } from './answer-approval'
import { proposeResolution } from './propose-resolution'
import { listAsked, listResolutions } from './queries'
import { undoResolution } from './undo-resolution'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

let world = 0
let reference = ''
/** A sale of 500.00 that never came: an analyst may write off 100.00 alone. */
beforeEach(async () => {
  await forgetWorld(t.ctx)
  reference = `S-${++world}`
  await storeWorld(t.ctx, { entries: [entry('sale', reference, null, 500_00n)] })
  await reconcileTouched(t.ctx)
})

const analyst = () => t.ctxAs('analyst')
async function exception() {
  const { rows } = await t.admin.query<{ id: string; version: number; state: string }>(
    'SELECT id, version, state FROM recon_exception WHERE marketplace_id = $1 AND object_id = $2',
    [t.marketplaceId, reference],
  )
  if (!rows[0]) throw new Error('not found')
  return rows[0]
}

async function ask(ctx = analyst()) {
  const { id, version } = await exception()
  const input = { id, version, act: 'write_off' as const, note: 'the shop closed', particulars: noParticulars }
  const asked = await proposeResolution(ctx, input)
  if (!asked.ok || asked.value.way !== 'second_person') throw new Error(JSON.stringify(asked))
  const [waiting] = await listAsked(t.ctx, id)
  if (waiting?.approval.id !== asked.value.approvalId) throw new Error('not listed')
  return waiting.approval
}
type Asked = Awaited<ReturnType<typeof ask>>

function answer(ctx: Ctx, { id, payloadHash }: Asked, decision: 'approved' | 'refused' = 'approved') {
  return answerApproval(ctx, { id, decision, seenHash: payloadHash, reason: 'checked with the shop' })
}

async function posted(): Promise<number> {
  const { id } = await exception()
  const { rows } = await t.admin.query(
    'SELECT count(*)::int AS n FROM ledger_posting p JOIN resolution r ON r.id = p.transaction_id WHERE r.exception_id = $1',
    [id],
  )
  return rows[0].n
}

test('above the limit nothing is written but the request; the second person’s yes does it, in the name of who asked', async () => {
  const asked = await ask()
  expect([(await exception()).state, await posted()]).toEqual(['open', 0])
  expect(asked.payload).toMatchObject({ amountMinor: '50000', debit: 'write_offs:missing_in_stripe' })
  expect(await answer(t.ctxAs('compliance'), asked)).toEqual({ ok: true })
  expect([(await exception()).state, await posted()]).toEqual(['resolved', 1])
  const [done] = await listResolutions(analyst(), (await exception()).id)
  const [ana, cleo] = [analyst().actor.id, t.ctxAs('compliance').actor.id]
  expect(done).toMatchObject({ act: 'write_off', doneBy: ana, approvedBy: cleo, note: 'the shop closed' })
  expect(await listAsked(t.ctx)).toEqual([])
  expect(await undoResolution(analyst(), { id: done?.id ?? '' })).toEqual({ ok: true })
  await reconcileTouched(t.ctx)
  expect([(await exception()).state, await posted()]).toEqual(['open', 2])
})

test('an admin’s own limit is higher: the same amount is written off at once', async () => {
  const { id, version } = await exception()
  const input = { id, version, act: 'write_off' as const, note: 'small enough', particulars: noParticulars }
  expect(await proposeResolution(t.ctxAs('admin'), input)).toMatchObject({ ok: true, value: { way: 'at_once' } })
})

test('rejects: nobody says yes to their own wish, neither the command nor the database lets them', async () => {
  const asked = await ask()
  expect(await answer(analyst(), asked)).toEqual({ ok: false, reason: 'own_request' })
  const forced = inSql(t.ctx, (sql) =>
    sql.run(
      `UPDATE approval SET state = 'approved', decided_by = requested_by, decided_at = requested_at WHERE id = $1`,
      [asked.id],
    ),
  )
  await expect(forced).rejects.toThrow(/four_eyes/)
  expect([(await exception()).state, await posted()]).toEqual(['open', 0])
})

test('a no leaves everything as it was, and says so', async () => {
  const asked = await ask()
  expect(await answer(t.ctxAs('compliance'), asked, 'refused')).toEqual({ ok: true })
  expect([(await exception()).state, await posted(), await listAsked(t.ctx, (await exception()).id)]).toEqual([
    'open',
    0,
    [],
  ])
})

test('what has changed meanwhile is not done: the yes and the act stand or fall together', async () => {
  const asked = await ask()
  const other = { ...entry('sale', reference, null, 600_00n) }
  await t.admin.query('UPDATE book_entry SET amount_minor = $2 WHERE reference = $1', [reference, other.amountMinor])
  await t.admin.query(
    `INSERT INTO recon_touch (money_key, marketplace_id, account_id) VALUES ($1, $2, 'acct_platform')`,
    [`books:be_${reference}`, t.marketplaceId],
  )
  await reconcileTouched(t.ctx)
  expect(await answer(t.ctxAs('compliance'), asked)).toEqual({ ok: false, reason: 'payload_changed' })
  expect([(await exception()).state, await posted()]).toEqual(['open', 0])
  expect((await listAsked(t.ctx, (await exception()).id)).map(({ approval }) => approval.state)).toEqual(['pending'])
})

test('two second persons at once, and one twice: it is posted once', async () => {
  const asked = await ask()
  const results = await Promise.all([answer(t.ctxAs('compliance'), asked), answer(t.ctxAs('admin'), asked)])
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  const winner = results[0]?.ok ? t.ctxAs('compliance') : t.ctxAs('admin')
  expect(await answer(winner, asked)).toEqual({ ok: true })
  expect(await posted()).toBe(1)
})

test('who asked and has lost the role meanwhile, asks for nothing any more; another marketplace sees no request', async () => {
  const asked = await ask()
  expect(await answer(t.ctxAs('admin', t.otherMarketplaceId), asked)).toEqual({ ok: false, reason: 'not_found' })
  expect(await listAsked(t.ctxAs('admin', t.otherMarketplaceId))).toEqual([])
  const setRole = (role: string) =>
    t.admin.query('UPDATE membership SET role = $2 WHERE user_id = $1', [analyst().actor.id, role])
  await setRole('support')
  expect(await answer(t.ctxAs('compliance'), asked)).toEqual({ ok: false, reason: 'not_permitted' })
  await setRole('analyst')
  const late = { ...t.ctxAs('compliance'), now: new Date(asked.expiresAt.getTime() + 1) }
  expect(await answer(late, asked)).toEqual({ ok: false, reason: 'expired' })
  expect([(await exception()).state, await posted()]).toEqual(['open', 0])
})

test('the second person’s proof is the one that counts: theirs is asked for, and not that of who asked', async () => {
  const within = async (role: 'analyst' | 'compliance', minutesAgo: number) => {
    const ctx = t.ctxAs(role)
    const began = new Date(Date.now() - minutesAgo * 60_000)
    const person = { userId: ctx.actor.id, marketplaceId: t.marketplaceId }
    return { ...ctx, sessionId: await inSql(ctx, (sql) => beginSession(sql, person, began)) }
  }
  const asked = await ask(await within('analyst', 60))
  expect(await answer(await within('compliance', 60), asked)).toMatchObject({ reason: 'proof_needed' })
  expect(await posted()).toBe(0)
  expect(await answer(await within('compliance', 1), asked)).toEqual({ ok: true })
  expect(await posted()).toBe(1)
})
