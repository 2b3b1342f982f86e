import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/access/actor'
import { listPendingApprovals } from '../approvals/queries'
import { requestApproval } from '../approvals/request-approval'
import type { Ctx } from '../context'
import { answerApproval } from '../resolutions/answer-approval'
import { openResolutionGround, type ResolutionGround } from '../resolutions/testing/resolution-ground'
import { activateLimits, dropLimits, requestLimits } from './activate-limits'
import { draftLimits } from './draft-limits'
import { getLimits, listAskedLimits, listLimits } from './queries'

let g: ResolutionGround
beforeAll(async () => {
  g = await openResolutionGround()
})
afterAll(() => g.t.close())
beforeEach(async () => {
  await g.begin()
  await g.t.admin.query('DELETE FROM limit_policy; DELETE FROM approval')
})

const dayMs = 86_400_000
const later = (ctx: Ctx, ms: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + ms) })
const dayIn = (ms: number) => new Date(g.t.ctx.now.getTime() + ms).toISOString().slice(0, 10)
const fields = (over: Record<string, string> = {}) => ({
  'write_off_alone.analyst': '50',
  'write_off_alone.admin': '500',
  'answer_write_off.analyst': '',
  'answer_write_off.compliance': '200',
  'answer_write_off.admin': '',
  'answer_payment.analyst': '0',
  'answer_payment.compliance': '',
  'answer_payment.admin': '',
  hours: '24',
  from: dayIn(dayMs),
  own: '',
  ...over,
})
const drafted = async (over: Record<string, string> = {}, ctx = g.t.ctxAs('admin')) => {
  const kept = await draftLimits(ctx, fields(over))
  if (!kept.ok || kept.value.kind !== 'kept') throw new Error(JSON.stringify(kept))
  return kept.value.id
}
const asked = async (id: string) => {
  await requestLimits(g.t.ctxAs('admin'), { id, reason: 'the auditors want smaller ones' })
  const [found] = (await listAskedLimits(g.t.ctxAs('compliance'))).filter(({ subject }) => subject === id)
  return { id, approvalId: found?.id ?? '', seenHash: found?.payloadHash ?? '' }
}
const held = async (over: Record<string, string> = {}) => {
  const one = await asked(await drafted(over))
  const done = await activateLimits(g.t.ctxAs('compliance'), one)
  if (!done.ok) throw new Error(done.reason)
}
const reasonOf = (result: { ok: boolean; reason?: string }) => result.reason ?? 'done'

describe('limits', () => {
  test('hold from their day on, once somebody else has said yes', async () => {
    expect((await getLimits(g.analyst())).version).toBe(0)
    const id = await drafted()
    expect(await drafted()).toBe(id)
    expect((await getLimits(later(g.analyst(), 3 * dayMs))).version).toBe(0)
    const one = await asked(id)
    expect(reasonOf(await activateLimits(g.t.ctxAs('admin'), one))).toBe('own_draft')
    expect(reasonOf(await activateLimits(g.analyst(), one))).toBe('not_permitted')
    expect(await activateLimits(g.t.ctxAs('compliance'), one)).toEqual({ ok: true })
    expect(reasonOf(await activateLimits(g.t.ctxAs('compliance'), one))).toBe('not_a_draft')
    expect((await getLimits(g.analyst())).version).toBe(0)
    expect(await getLimits(later(g.analyst(), 2 * dayMs))).toMatchObject({ version: 1, expiresAfterHours: 24 })
    const { rows } = await g.t.admin.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE action LIKE 'limits.%' AND subject = $1 ORDER BY seq`,
      [id],
    )
    expect(rows.map(({ action }) => action)).toEqual(['limits.draft', 'limits.activate'])
  })

  test('of those that have begun the newest holds, whatever is still ahead', async () => {
    await held({ from: dayIn(0) })
    await held({ from: dayIn(3 * dayMs), hours: '48' })
    expect(await getLimits(g.analyst())).toMatchObject({ expiresAfterHours: 24 })
    expect(await getLimits(later(g.analyst(), 4 * dayMs))).toMatchObject({ expiresAfterHours: 48 })
  })

  test('rejects: what cannot be read, who may not, another marketplace, a dropped draft', async () => {
    const bad = await draftLimits(g.t.ctxAs('admin'), fields({ hours: '0', from: '2020-01-01', own: 'x' }))
    expect(bad).toMatchObject({ ok: true, value: { kind: 'refused', errors: { length: 3 } } })
    expect(await listLimits(g.t.ctxAs('admin'))).toEqual([])
    for (const role of ['analyst', 'compliance', 'executive', 'support'] as const satisfies Role[])
      expect(reasonOf(await draftLimits(g.t.ctxAs(role), fields()))).toBe('not_permitted')
    const id = await drafted()
    const stranger = g.t.ctxAs('admin', g.t.otherMarketplaceId)
    expect(reasonOf(await requestLimits(stranger, { id, reason: 'mine now' }))).toBe('not_found')
    expect(reasonOf(await dropLimits(stranger, { id }))).toBe('not_found')
    expect(await listLimits(stranger)).toEqual([])
    expect(reasonOf(await requestLimits(g.t.ctxAs('admin'), { id, reason: '' }))).toBe('reason_missing')
    const one = await asked(id)
    expect(await dropLimits(g.t.ctxAs('admin'), { id })).toEqual({ ok: true })
    expect(reasonOf(await dropLimits(g.t.ctxAs('admin'), { id }))).toBe('not_a_draft')
    expect(reasonOf(await activateLimits(g.t.ctxAs('compliance'), one))).toBe('not_a_draft')
  })

  test('the table itself refuses one person alone, a change, and holding before the yes', async () => {
    const id = await drafted()
    const set = (what: string) => g.t.admin.query(`UPDATE limit_policy SET ${what} WHERE id = $1`, [id])
    const whole = `state = 'active', activated_at = now(), approval_id = 'apr'`
    await expect(set(`${whole}, held_from = now(), activated_by = drafted_by`)).rejects.toThrow('second_person')
    await expect(set(`${whole}, held_from = now() - interval '1 hour', activated_by = 'cleo'`)).rejects.toThrow(
      'never_before',
    )
    await expect(set(`number = 7`)).rejects.toThrow('never changed')
  })
})

describe('what the limits bound', () => {
  const missing = () => g.book({ kind: 'sale', amountMinor: '10000', reference: g.id('S-1') })

  test('above what holds now, a write-off takes a second person, and the row says by which limits', async () => {
    await held({ from: dayIn(0) })
    await missing()
    await g.run()
    const proposed = await g.propose(g.id('S-1'), 'write_off')
    expect(proposed).toMatchObject({ ok: true, value: { way: 'second_person' } })
    const [one] = await listPendingApprovals(g.t.ctxAs('admin'))
    expect(one?.expiresAt.getTime()).toBe(g.t.ctx.now.getTime() + dayMs)
    const said = { id: one?.id ?? '', decision: 'approved' as const, seenHash: one?.payloadHash ?? '', reason: 'seen' }
    expect(await answerApproval(g.t.ctxAs('compliance'), said)).toEqual({ ok: true })
    const { rows } = await g.t.admin.query<{ limits: number }>(
      `SELECT (detail->>'limits')::int AS limits FROM resolution WHERE act = 'write_off' ORDER BY done_at DESC LIMIT 1`,
    )
    expect(rows[0]?.limits).toBe(1)
  })

  test('a yes above one’s limit is refused and nothing is done; a no is not bounded', async () => {
    await held({ from: dayIn(0), 'answer_write_off.compliance': '99' })
    await missing()
    await g.run()
    await g.propose(g.id('S-1'), 'write_off')
    const [one] = await listPendingApprovals(g.t.ctxAs('admin'))
    const seen = { id: one?.id ?? '', seenHash: one?.payloadHash ?? '', reason: 'looked at it' }
    const cleo = g.t.ctxAs('compliance')
    expect(reasonOf(await answerApproval(cleo, { ...seen, decision: 'approved' }))).toBe('above_limit')
    expect((await g.about(g.id('S-1'))).state).toBe('open')
    expect(await answerApproval(cleo, { ...seen, decision: 'refused' })).toEqual({ ok: true })
  })

  test('money that moves has its own bound', async () => {
    await held({ from: dayIn(0), 'answer_payment.compliance': '99' })
    const payload = { cause: 'exception:ex_1:1', amountMinor: '10000', currency: 'usd' }
    await requestApproval(g.analyst(), { action: 'reverse_transfer', subject: 'tr_1', payload, reason: 'the refund' })
    const [one] = await listPendingApprovals(g.t.ctxAs('admin'))
    const seen = { id: one?.id ?? '', seenHash: one?.payloadHash ?? '', reason: 'looked at it' }
    expect(reasonOf(await answerApproval(g.t.ctxAs('compliance'), { ...seen, decision: 'approved' }))).toBe(
      'above_limit',
    )
  })
})
