import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { decideApproval } from '../../approvals/decide-approval'
import { matchingGround, payout, withFee } from '../testing/matching-ground'
import { activatePolicy } from './activate-policy'
import { draftPolicy } from './draft-policy'
import { getActivePolicy, listAskedActivations, listPolicies } from './queries'
import { requestActivation } from './request-activation'
import { dropDraft, requestRetirement, retirePolicy } from './retire-policy'
import { tryPolicy } from './try-policy'

let ground: Awaited<ReturnType<typeof matchingGround>>
beforeAll(async () => {
  ground = await matchingGround()
})
afterAll(() => ground.t.close())
beforeEach(() => ground.empty())

const october = { from: calendarDay('2026-10-01'), to: calendarDay('2026-10-31') }
const as = (role: 'analyst' | 'admin' | 'compliance' | 'executive', marketplace?: string) =>
  ground.at(ground.t.ctxAs(role, marketplace))

async function draft(text: string, role: 'analyst' | 'admin' = 'analyst'): Promise<string> {
  const drafted = await draftPolicy(as(role), text)
  if (!drafted.ok || drafted.value.kind !== 'kept') throw new Error(JSON.stringify(drafted))
  return drafted.value.id
}

/** Drafted and asked for by the analyst, after a dry run. */
async function askedFor(text: string) {
  const id = await draft(text)
  await tryPolicy(as('analyst'), { id, ...october })
  await requestActivation(as('analyst'), { id, reason: 'our bank keeps more than ten euros' })
  const [asked] = (await listAskedActivations(as('admin'))).filter(({ subject }) => subject === id)
  return { id, approvalId: asked?.id ?? '', seenHash: asked?.payloadHash ?? '' }
}

describe('a policy is drafted', () => {
  test('with every fault said in words, and then not kept', async () => {
    const wrong = JSON.parse(withFee(20_00n))
    wrong.pairs[0].confirmFrom = 120
    wrong.pairs[1].rules[0].points.amount = 90
    const faulty = await draftPolicy(as('analyst'), JSON.stringify(wrong))
    expect(faulty).toMatchObject({ ok: true, value: { kind: 'faulty' } })
    const said = JSON.stringify(faulty)
    expect(said).toContain('pairs[0] payout to bank_line, confirmFrom')
    expect(said).toContain('add up to 170')
    expect(JSON.stringify(await draftPolicy(as('analyst'), '{"version": "x",}'))).toContain('position 16')
    expect(JSON.stringify(await draftPolicy(as('analyst'), '{"version": "x", "pairs": [{}]}'))).toContain(
      'pairs[0].left',
    )
    expect(await listPolicies(as('analyst'))).toEqual([])
  })

  test('as the next version, once, and only by those who may', async () => {
    const id = await draft(withFee(20_00n))
    expect(await draft(withFee(20_00n))).toBe(id)
    await draft(withFee(30_00n))
    expect((await listPolicies(as('executive'))).map(({ version, state }) => [version, state])).toEqual([
      [2, 'draft'],
      [1, 'draft'],
    ])
    expect(await draftPolicy(as('executive'), withFee(1n))).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await listPolicies(as('admin', ground.t.otherMarketplaceId))).toEqual([])
    expect((await getActivePolicy(as('analyst'))).version).toBe(0)
  })
})

test('a dry run says what the draft would have matched on the marketplace’s own rows', async () => {
  await ground.store([payout('po_1', 1_000_00, 5), payout('po_2', 500_00, 19)])
  await ground.bring([
    [6, 993_00n, 'STRIPE'],
    [20, 485_00n, 'STRIPE'],
  ])
  await ground.reconcile()
  // 7.00 less is within the shipped 10.00, 15.00 less is not; within 20.00 both are.
  const wider = await tryPolicy(as('analyst'), { id: await draft(withFee(20_00n)), ...october })
  expect(wider).toMatchObject({
    ok: true,
    value: {
      rows: 4,
      sentence: 'This policy would have matched 1 more, 0 differently, and lost 0.',
      listed: { more: [{ left: ['po_2'], rule: 'amount_and_bank_fee' }] },
      against: { version: 0 },
    },
  })
  const tight = await tryPolicy(as('analyst'), { id: await draft(withFee(5_00n)), ...october })
  expect(tight).toMatchObject({ ok: true, value: { same: 0, lost: 1, listed: { lost: [{ left: ['po_1'] }] } } })
  const narrow = { from: calendarDay('2026-10-10'), to: calendarDay('2026-10-31') }
  const later = await tryPolicy(as('analyst'), { id: await draft(withFee(20_00n)), ...narrow })
  expect(later).toMatchObject({ ok: true, value: { rows: 2, more: 1 } })
  const long = { from: calendarDay('2026-01-01'), to: calendarDay('2026-10-31') }
  expect(await tryPolicy(as('analyst'), { id: await draft(withFee(20_00n)), ...long })).toMatchObject({
    reason: 'span_too_long',
  })
})

describe('a policy is activated', () => {
  test('by a second person, after a dry run, and retires the one before it', async () => {
    const first = await askedFor(withFee(20_00n))
    expect(await activatePolicy(as('analyst'), first)).toEqual({ ok: false, reason: 'own_draft' })
    expect(await activatePolicy(as('executive'), first)).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await activatePolicy(as('admin'), first)).toMatchObject({ ok: true })
    expect(await activatePolicy(as('admin'), first)).toEqual({ ok: false, reason: 'not_a_draft' })
    expect((await getActivePolicy(as('analyst'))).version).toBe(1)
    const second = await askedFor(withFee(30_00n))
    expect(await activatePolicy(as('compliance'), second)).toMatchObject({ ok: true })
    const states = (await listPolicies(as('analyst'))).map(({ version, state }) => `${version} ${state}`)
    expect(states).toEqual(['2 active', '1 retired'])
    expect((await getActivePolicy(as('analyst'))).version).toBe(2)
    const { rows } = await ground.t.admin.query(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'matching.activate' AND subject = ANY ($1)`,
      [[first.id, second.id]],
    )
    expect(rows[0].n).toBe(2)
  })

  test('never untried, nor after another dry run than the one that was shown', async () => {
    const id = await draft(withFee(20_00n))
    const reason = 'our bank keeps more'
    expect(await requestActivation(as('analyst'), { id, reason })).toEqual({ ok: false, reason: 'not_tried' })
    const asked = await askedFor(withFee(40_00n))
    await tryPolicy(as('analyst'), { id: asked.id, ...october, from: calendarDay('2026-10-02') })
    expect(await activatePolicy(as('admin'), asked)).toEqual({ ok: false, reason: 'payload_changed' })
    expect((await getActivePolicy(as('analyst'))).version).toBe(0)
    // A yes that was refused its act was not given either.
    const { rows } = await ground.t.admin.query('SELECT state FROM approval WHERE id = $1', [asked.approvalId])
    expect(rows).toEqual([{ state: 'pending' }])
  })

  test('with a yes from the page of approvals only by someone who could have given it', async () => {
    const { id, approvalId, seenHash } = await askedFor(withFee(20_00n))
    await decideApproval(as('compliance'), { id: approvalId, decision: 'approved', seenHash, reason: '' })
    const asked = { id, approvalId, seenHash }
    expect(await activatePolicy(as('executive'), asked)).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await activatePolicy(as('admin'), asked)).toMatchObject({ ok: true })
  })

  test('and the database refuses who drafted it, whoever writes; and a changed text', async () => {
    const { id, approvalId } = await askedFor(withFee(20_00n))
    const set = (by: string) =>
      ground.t.admin.query(
        `UPDATE matching_policy SET state = 'active', activated_by = ${by}, activated_at = now(), approval_id = $2 WHERE id = $1`,
        [id, approvalId],
      )
    await expect(set('drafted_by')).rejects.toThrow(/second_person/)
    await expect(set('NULL')).rejects.toThrow(/activated_whole/)
    const change = `UPDATE matching_policy SET policy = '{}' WHERE id = $1`
    await expect(ground.t.admin.query(change, [id])).rejects.toThrow(/never changed/)
  })
})

describe('a policy is retired', () => {
  async function activeOne() {
    const asked = await askedFor(withFee(20_00n))
    expect(await activatePolicy(as('admin'), asked)).toMatchObject({ ok: true })
    return asked.id
  }
  const askedRetirement = async (id: string) => {
    const asked = await requestRetirement(as('analyst'), { id, reason: 'the bank keeps nothing any more' })
    const [found] = (await listAskedActivations(as('admin'))).filter((one) => one.action === 'matching.retire')
    return { id, approvalId: asked.ok ? asked.value : '', seenHash: found?.payloadHash ?? '' }
  }

  test('by two people, since the shipped one ties in its place', async () => {
    const id = await activeOne()
    const asked = await askedRetirement(id)
    expect(await retirePolicy(as('analyst'), asked)).toEqual({ ok: false, reason: 'own_request' })
    expect(await retirePolicy(as('executive'), asked)).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await retirePolicy(as('admin'), { ...asked, seenHash: 'other' })).toEqual({
      ok: false,
      reason: 'payload_changed',
    })
    expect((await getActivePolicy(as('analyst'))).version).toBe(1)
    const stranger = as('admin', ground.t.otherMarketplaceId)
    expect(await retirePolicy(stranger, asked)).toEqual({ ok: false, reason: 'not_found' })
    expect(await retirePolicy(as('compliance'), asked)).toMatchObject({ ok: true })
    expect((await getActivePolicy(as('analyst'))).version).toBe(0)
    expect(await retirePolicy(as('compliance'), asked)).toEqual({ ok: false, reason: 'not_active' })
    const { rows } = await ground.t.admin.query(
      `SELECT detail FROM audit_entry WHERE action = 'matching.retire' AND subject = $1`,
      [id],
    )
    expect(rows).toMatchObject([{ detail: { version: 1, was: 'active', approvalId: asked.approvalId } }])
  })

  test('a draft by one, for it ties nothing; what is active is no draft to drop', async () => {
    const id = await draft(withFee(20_00n))
    expect(await dropDraft(as('executive'), { id })).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await requestRetirement(as('analyst'), { id, reason: 'not needed' })).toMatchObject({ reason: 'not_active' })
    expect(await dropDraft(as('analyst'), { id })).toMatchObject({ ok: true })
    expect(await dropDraft(as('analyst'), { id: await activeOne() })).toEqual({ ok: false, reason: 'not_a_draft' })
  })
})
