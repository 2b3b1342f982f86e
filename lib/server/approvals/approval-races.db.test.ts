import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../audit/queries'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase, testNow } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { decideApproval } from './decide-approval'
import { listPendingApprovals } from './queries'
import { requestApproval } from './request-approval'
import { spendApproval } from './spend-approval'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const payload = { amountMinor: '20000' }
const wish = (subject: string) => ({ action: 'reverse_transfer', subject, payload, reason: 'the refund forgot it' })
const later = (ctx: Ctx, hours: number): Ctx => ({ ...ctx, now: new Date(testNow.getTime() + hours * 3_600_000) })

async function ask(subject: string, ctx: Ctx = t.ctxAs('analyst')): Promise<string> {
  const result = await requestApproval(ctx, wish(subject))
  if (!result.ok) throw new Error(result.reason)
  return result.value
}

async function approved(subject: string): Promise<string> {
  const id = await ask(subject)
  expect(await decideApproval(t.ctxAs('compliance'), await decision(id))).toMatchObject({ ok: true })
  return id
}

async function decision(id: string, word: 'approved' | 'refused' = 'approved') {
  const item = (await listPendingApprovals(t.ctx)).find((approval) => approval.id === id)
  return { id, decision: word, seenHash: item?.payloadHash ?? '', reason: 'checked' }
}

function spend(id: string, subject: string, usedFor: string, ctx: Ctx = t.ctx) {
  return inSql(ctx, (sql) => spendApproval(sql, ctx, { id, action: 'reverse_transfer', subject, payload, usedFor }))
}

const actionsOn = async (id: string) => (await listAudit(t.ctx, { subject: id })).map((row) => row.action)

test('a double click, and two people at once, are one request with one audit row', async () => {
  const askers = [t.ctxAs('analyst'), t.ctxAs('analyst'), t.ctxAs('admin'), t.ctxAs('compliance'), t.ctxAs('analyst')]
  const ids = await Promise.all(askers.map((ctx) => ask('tr_1', ctx)))
  expect(new Set(ids).size).toBe(1)
  expect(await actionsOn(ids[0] ?? '')).toEqual(['approval.request'])
  expect((await listPendingApprovals(t.ctx)).filter(({ subject }) => subject === 'tr_1')).toHaveLength(1)
})

test('the database itself lets in one open request for one act, as the application’s own role', async () => {
  const id = await ask('tr_2')
  const twin = inSql(t.ctx, (sql) =>
    sql.run(
      `INSERT INTO approval (marketplace_id, id, action, subject, payload, payload_hash, reason_enc, requested_by, requested_at, expires_at)
       SELECT marketplace_id, 'apr_twin', action, subject, payload, payload_hash, reason_enc, 'other', requested_at, expires_at
       FROM approval WHERE id = $1`,
      [id],
    ),
  )
  await expect(twin).rejects.toThrow(/approval_one_open/)
})

test('a decided request makes room for the next, at the same instant of a clock that stands', async () => {
  const first = await ask('tr_3')
  await decideApproval(t.ctxAs('compliance'), await decision(first, 'refused'))
  const second = await ask('tr_3')
  expect(second).not.toBe(first)
  expect(await ask('tr_3')).toBe(second)
})

test('a request that lapsed is marked so when the same is asked again', async () => {
  const first = await ask('tr_4')
  const second = await ask('tr_4', later(t.ctxAs('analyst'), 5))
  expect(second).not.toBe(first)
  const { rows } = await t.admin.query('SELECT id, state FROM approval WHERE subject = $1 ORDER BY requested_at', [
    'tr_4',
  ])
  expect(rows).toEqual([
    { id: first, state: 'expired' },
    { id: second, state: 'pending' },
  ])
})

test('two deciders at once: one decides, the other is told, one audit row', async () => {
  for (const subject of ['tr_5', 'tr_6', 'tr_7']) {
    const id = await ask(subject)
    const said = await decision(id)
    const results = await Promise.all([
      decideApproval(t.ctxAs('compliance'), said),
      decideApproval(t.ctxAs('admin'), { ...said, decision: 'refused' }),
    ])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.find((result) => !result.ok)).toEqual({ ok: false, reason: 'already_decided' })
    expect(await actionsOn(id)).toHaveLength(2)
  }
})

test('the same decision twice by the same person is one; another word of theirs is refused', async () => {
  const id = await ask('tr_8')
  const said = await decision(id)
  const clicks = await Promise.all([1, 2, 3].map(() => decideApproval(t.ctxAs('compliance'), said)))
  expect(clicks.map((result) => result.ok)).toEqual([true, true, true])
  expect(await actionsOn(id)).toEqual(['approval.approved', 'approval.request'])
  const turned = await decideApproval(t.ctxAs('compliance'), { ...said, decision: 'refused' })
  expect(turned).toEqual({ ok: false, reason: 'already_decided' })
})

test('an approval lets one act through: of two at once one, and that one again when its answer was lost', async () => {
  const id = await approved('tr_9')
  const spent = await Promise.all([spend(id, 'tr_9', 'int_1'), spend(id, 'tr_9', 'int_2')])
  expect(spent.filter((result) => result.ok)).toHaveLength(1)
  expect(spent.find((result) => !result.ok)).toEqual({ ok: false, reason: 'already_used' })
  const winner = spent[0]?.ok ? 'int_1' : 'int_2'
  expect(await spend(id, 'tr_9', winner, later(t.ctx, 100))).toMatchObject({ ok: true })
  const again = inSql(t.ctx, (sql) => sql.run(`UPDATE approval SET used_for = 'int_3' WHERE id = $1`, [id]))
  await expect(again).rejects.toThrow(/is decided/)
})

test('an approval is not used when the act it was taken for is not written', async () => {
  const id = await approved('tr_10')
  const torn = inSql(t.ctx, async (sql) => {
    await spendApproval(sql, t.ctx, { id, action: 'reverse_transfer', subject: 'tr_10', payload, usedFor: 'int_1' })
    throw new Error('the act failed')
  })
  await expect(torn).rejects.toThrow('the act failed')
  expect(await spend(id, 'tr_10', 'int_2')).toMatchObject({ ok: true })
})

test('rejects: an expired approval, another object, one that was never given, one of another marketplace', async () => {
  const id = await approved('tr_11')
  expect(await spend(id, 'tr_11', 'int_1', later(t.ctx, 5))).toEqual({ ok: false, reason: 'expired' })
  expect(await spend(id, 'tr_12', 'int_1')).toEqual({ ok: false, reason: 'payload_changed' })
  expect(await spend(await ask('tr_13'), 'tr_13', 'int_1')).toEqual({ ok: false, reason: 'not_approved' })
  const stranger = t.ctxAs('analyst', t.otherMarketplaceId)
  expect(await spend(id, 'tr_11', 'int_1', stranger)).toEqual({ ok: false, reason: 'not_found' })
  const late = inSql(t.ctx, (sql) =>
    sql.run(`UPDATE approval SET used_for = 'int_1', used_at = expires_at + interval '1 s' WHERE id = $1`, [id]),
  )
  await expect(late).rejects.toThrow(/used_in_time/)
})
