import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit, verifyChain } from '../audit/queries'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { decideApproval } from './decide-approval'
import { listPendingApprovals } from './queries'
import { requestApproval } from './request-approval'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const wish = {
  action: 'transfer.reverse',
  subject: 'tr_1',
  payload: { amountMinor: '20000' },
  reason: 'the refund forgot it',
}

async function asked(subject: string) {
  const result = await requestApproval(t.ctxAs('analyst'), { ...wish, subject })
  if (!result.ok) throw new Error(result.reason)
  const [approval] = (await listPendingApprovals(t.ctx)).filter((item) => item.id === result.value)
  if (!approval) throw new Error('not listed')
  return approval
}

test('a second person approves, and both steps stand in the audit chain', async () => {
  const approval = await asked('tr_1')
  const decision = { id: approval.id, decision: 'approved' as const, seenHash: approval.payloadHash, reason: 'checked' }
  expect(await decideApproval(t.ctxAs('compliance'), decision)).toEqual({ ok: true, value: undefined })
  expect(await decideApproval(t.ctxAs('admin'), decision)).toEqual({ ok: false, reason: 'already_decided' })
  const rows = await listAudit(t.ctx, { subject: approval.id })
  expect(rows.map((row) => row.action)).toEqual(['approval.approved', 'approval.request'])
  expect(await verifyChain(t.ctx)).toMatchObject({ holds: true })
})

test('rejects: self-approval is refused by the command, and by the database itself', async () => {
  const approval = await asked('tr_2')
  const decision = { id: approval.id, decision: 'approved' as const, seenHash: approval.payloadHash, reason: 'me' }
  expect(await decideApproval(t.ctxAs('analyst'), decision)).toEqual({ ok: false, reason: 'own_request' })
  const forced = inSql(t.ctx, (sql) =>
    sql.run(
      `UPDATE approval SET state = 'approved', decided_by = requested_by, decided_at = requested_at WHERE id = $1`,
      [approval.id],
    ),
  )
  await expect(forced).rejects.toThrow(/four_eyes/)
})

test('rejects: a payload changed after the request, a late decision, a foreign marketplace', async () => {
  const approval = await asked('tr_3')
  const decision = { id: approval.id, decision: 'approved' as const, seenHash: approval.payloadHash, reason: 'checked' }
  await expect(
    t.admin.query(`UPDATE approval SET payload = '{"amountMinor":"1"}' WHERE id = $1`, [approval.id]),
  ).rejects.toThrow(/bound to its payload/)
  const late = { ...t.ctxAs('compliance'), now: new Date(approval.expiresAt.getTime() + 1) }
  expect(await decideApproval(late, decision)).toEqual({ ok: false, reason: 'expired' })
  expect(await decideApproval(t.ctxAs('compliance', t.otherMarketplaceId), decision)).toEqual({
    ok: false,
    reason: 'not_found',
  })
})

test('two approvers at once: one decides, the other is told', async () => {
  const approval = await asked('tr_4')
  const decision = { id: approval.id, decision: 'approved' as const, seenHash: approval.payloadHash, reason: 'checked' }
  const results = await Promise.all([
    decideApproval(t.ctxAs('compliance'), decision),
    decideApproval(t.ctxAs('admin'), { ...decision, decision: 'refused' }),
  ])
  expect(results.filter((result) => result.ok)).toHaveLength(1)
})

test('asking twice for the same thing is one request', async () => {
  expect((await asked('tr_5')).id).toBe((await asked('tr_5')).id)
})

test('rejects, by the database and as the application’s own role: what would make one pair of eyes enough', async () => {
  const approval = await asked('tr_6')
  const force = (set: string) =>
    inSql(t.ctx, (sql) => sql.run(`UPDATE approval SET ${set} WHERE id = $1`, [approval.id]))
  await expect(force(`requested_by = 'somebody'`)).rejects.toThrow(/bound to its payload/)
  await expect(force(`expires_at = expires_at + interval '1 day'`)).rejects.toThrow(/bound to its payload/)
  await expect(force(`used_for = 'int_1', used_at = now()`)).rejects.toThrow(/decided before it is used/)
  await expect(force(`state = 'approved'`)).rejects.toThrow(/decision_complete/)
  await expect(
    force(`state = 'approved', decided_by = 'cleo', decided_at = expires_at + interval '1 s'`),
  ).rejects.toThrow(/decided_in_time/)
  const born = inSql(t.ctx, (sql) =>
    sql.run(
      `INSERT INTO approval (marketplace_id, id, action, subject, payload, payload_hash, reason_enc, requested_by, requested_at,
         expires_at, state, decided_by, decided_at)
       SELECT marketplace_id, 'apr_born', action, subject, payload, 'other', reason_enc, requested_by, requested_at, expires_at,
         'approved', 'cleo', requested_at FROM approval WHERE id = $1`,
      [approval.id],
    ),
  )
  await expect(born).rejects.toThrow(/begins as a request/)
  const gone = inSql(t.ctx, (sql) => sql.run('DELETE FROM approval WHERE id = $1', [approval.id]))
  await expect(gone).rejects.toThrow(/permission denied/)
})

test('a changed audit row breaks the chain at its number', async () => {
  await t.admin.query('ALTER TABLE audit_entry DISABLE TRIGGER append_only')
  await t.admin.query(`UPDATE audit_entry SET subject = 'tr_9' WHERE marketplace_id = $1 AND seq = 3`, [
    t.marketplaceId,
  ])
  expect(await verifyChain(t.ctx)).toEqual({ holds: false, brokenAt: 3n, why: 'its text was changed' })
})
