import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/access/actor'
import { ago, contract, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { listContracts } from '../books/queries'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { activateVersion, dropVersion, requestVersion } from '../versions/decide-version'
import { listAskedVersions, listVersions } from '../versions/queries'
import { contractRules, draftContract } from './contract-versions'
import { foreseenFees } from './foresee-contract'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  for (const seller of ['acct_a', 'acct_b'])
    await t.admin.query(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, observed_at) VALUES ($1, 'stripe', false, $2, false, now())`,
      [t.marketplaceId, seller],
    )
})
afterAll(() => t.close())
beforeEach(async () => {
  await forgetWorld(t.ctx)
  await t.admin.query('DELETE FROM setting_version; DELETE FROM approval')
})

const dayMs = 86_400_000
const dayIn = (days: number) => new Date(t.ctx.now.getTime() + days * dayMs).toISOString().slice(0, 10)
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * dayMs) })
const analyst = () => t.ctxAs('analyst')
const compliance = () => t.ctxAs('compliance')
const fields = (over: Record<string, string> = {}) => ({
  seller: 'acct_a',
  tier: 'Gold',
  refundPolicy: 'kept',
  disputePolicy: 'absorbed',
  from: dayIn(1),
  bands: 'USD, 0, 10 %, 0.25',
  ...over,
})
const drafted = async (over: Record<string, string> = {}, ctx = analyst()) => {
  const kept = await draftContract(ctx, fields(over))
  if (!kept.ok || kept.value.kind !== 'kept') throw new Error(JSON.stringify(kept))
  return kept.value.id
}
const asked = async (id: string, ctx = analyst()) => {
  const request = await requestVersion(ctx, contractRules, { id, reason: 'agreed by mail' })
  if (!request.ok) throw new Error(request.reason)
  const found = (await listAskedVersions(compliance(), contractRules)).find(({ subject }) => subject === id)
  return { id, approvalId: found?.id ?? '', seenHash: found?.payloadHash ?? '' }
}
const activate = (ctx: Ctx, one: Awaited<ReturnType<typeof asked>>) => activateVersion(ctx, contractRules, one)
const reasonOf = (result: { ok: boolean; reason?: string }) => result.reason ?? 'done'
const sale = (id: string, minor: bigint, feeMinor: bigint, seller: string, hours = 48, currency = 'usd') => [
  leg('sale', `ch_${id}`, minor, { seller, created: ago(hours), currency }),
  leg('application_fee', `fee_${id}`, feeMinor, { seller, created: ago(hours), currency, parentId: `ch_${id}` }),
]

describe('a fee contract', () => {
  test('holds from its day on once somebody else has said yes, and stands among those of the API', async () => {
    const id = await drafted()
    expect(await drafted()).toBe(id)
    expect(await listContracts(analyst())).toEqual([])
    const one = await asked(id)
    expect(reasonOf(await activate(analyst(), one))).toBe('not_permitted')
    expect(reasonOf(await activate(t.ctxAs('executive'), one))).toBe('not_permitted')
    expect(await activate(compliance(), one)).toEqual({ ok: true })
    expect(reasonOf(await activate(t.ctxAs('admin'), one))).toBe('not_a_draft')
    const [row] = await listContracts(analyst())
    expect(row).toMatchObject({
      reference: id,
      sellerId: 'acct_a',
      tier: 'Gold',
      draftedBy: analyst().actor.id,
      activatedBy: compliance().actor.id,
      bands: [{ currency: 'usd', fromMinor: '0', rateBp: 1000, fixedMinor: '25' }],
    })
    // Midnight in Berlin.
    expect(row?.validFrom.toISOString()).toBe('2026-10-31T23:00:00.000Z')
    const { rows } = await t.admin.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq`,
      [id],
    )
    expect(rows.map(({ action }) => action)).toEqual(['contract.draft', 'contract.activate'])
  })

  test('is let by nobody who drafted it or asked for it', async () => {
    const admin = t.ctxAs('admin')
    const own = await asked(await drafted({}, admin), admin)
    expect(reasonOf(await activate(admin, own))).toBe('own_draft')
    const theirs = await asked(await drafted({ tier: 'Silver' }), admin)
    expect(reasonOf(await activate(admin, theirs))).toBe('own_request')
    expect(await listContracts(analyst())).toEqual([])
  })

  test('let after its day it holds from the yes on: what was charged before stays as it was', async () => {
    const one = await asked(await drafted({ from: dayIn(0) }))
    await storeWorld(t.ctx, { legs: sale('1', 100_00n, 7_00n, 'acct_a', -1) })
    const when = new Date(t.ctx.now.getTime() + 3_600_000 / 2)
    expect(await activate({ ...compliance(), now: when }, one)).toEqual({ ok: true })
    const [row] = await listContracts(analyst())
    expect(row?.validFrom).toEqual(when)
    await reconcileTouched(later(t.ctx, 1))
    const { rows } = await t.admin.query(`SELECT amount_minor FROM recon_exception WHERE kind = 'FEE_VARIANCE'`)
    expect(rows).toEqual([{ amount_minor: '325' }])
  })

  test('is overtaken by another that came in since it was drafted, and is then only dropped', async () => {
    const one = await asked(await drafted())
    await storeWorld(t.ctx, { contracts: [contract({ reference: 'CT-api', seller: 'acct_a', validFrom: ago(1) })] })
    expect(reasonOf(await activate(compliance(), one))).toBe('overtaken')
    expect(reasonOf(await requestVersion(analyst(), contractRules, { id: one.id, reason: 'again' }))).toBe('overtaken')
    expect(await dropVersion(analyst(), contractRules, { id: one.id })).toEqual({ ok: true })
    expect(reasonOf(await dropVersion(analyst(), contractRules, { id: one.id }))).toBe('not_a_draft')
    expect((await listContracts(analyst())).map(({ reference }) => reference)).toEqual(['CT-api'])
    const next = await drafted()
    expect((await listVersions(analyst(), 'fee_contract')).find(({ id }) => id === next)?.basis).toBe('CT-api')
  })

  test('rejects: what cannot be read, a stranger’s account, who may not, another marketplace', async () => {
    const bad = await draftContract(analyst(), fields({ from: '2020-01-01', bands: 'USD, 0, many' }))
    expect(bad).toMatchObject({ ok: true, value: { kind: 'refused', errors: { length: 2 } } })
    expect(await draftContract(analyst(), fields({ seller: 'acct_nobody' }))).toMatchObject({
      value: { kind: 'refused', errors: [expect.stringContaining('No seller acct_nobody')] },
    })
    for (const role of ['compliance', 'executive', 'support'] as const satisfies Role[])
      expect(reasonOf(await draftContract(t.ctxAs(role), fields()))).toBe('not_permitted')
    const id = await drafted()
    const stranger = t.ctxAs('admin', t.otherMarketplaceId)
    expect(reasonOf(await requestVersion(stranger, contractRules, { id, reason: 'mine now' }))).toBe('not_found')
    expect(reasonOf(await dropVersion(stranger, contractRules, { id }))).toBe('not_found')
    expect(await listVersions(stranger, 'fee_contract')).toEqual([])
    expect(reasonOf(await requestVersion(analyst(), contractRules, { id, reason: '' }))).toBe('reason_missing')
  })

  test('the table itself refuses one person alone, a change, and holding before the yes', async () => {
    const id = await drafted()
    const set = (what: string) => t.admin.query(`UPDATE setting_version SET ${what} WHERE id = $1`, [id])
    const whole = `state = 'active', activated_at = now(), approval_id = 'apr'`
    await expect(set(`${whole}, held_from = now(), activated_by = drafted_by`)).rejects.toThrow('second_person')
    await expect(set(`${whole}, held_from = now() - interval '1 hour', activated_by = 'cleo'`)).rejects.toThrow(
      'never_before',
    )
    await expect(set(`foreseen = '{}'`)).rejects.toThrow('never changed')
  })
})

describe('what it would have meant', () => {
  const foreseen = async (id: string) =>
    foreseenFees((await listVersions(analyst(), 'fee_contract')).find((row) => row.id === id)?.foreseen ?? {})

  test('counts the seller’s charges of thirty days and holds their fees against it', async () => {
    const legs = [
      ...sale('1', 100_00n, 12_00n, 'acct_a'),
      ...sale('2', 50_00n, 4_00n, 'acct_a'),
      ...sale('3', 900n, 90n, 'acct_a', 48, 'jpy'),
      ...sale('4', 80_00n, 8_00n, 'acct_b'),
      ...sale('5', 70_00n, 7_00n, 'acct_a', 31 * 24),
    ]
    await storeWorld(t.ctx, { legs })
    expect(await foreseen(await drafted())).toEqual([
      { currency: 'jpy', charges: 1, unbound: 1, capturedMinor: 900n, takenMinor: 90n, wouldBeMinor: 90n },
      { currency: 'usd', charges: 2, unbound: 0, capturedMinor: 150_00n, takenMinor: 16_00n, wouldBeMinor: 15_50n },
    ])
    expect(await listContracts(t.ctxAs('admin', t.otherMarketplaceId))).toEqual([])
  })

  test('for every seller: those who have a contract of their own are left out, and keep it', async () => {
    await storeWorld(t.ctx, {
      legs: [...sale('1', 100_00n, 12_00n, 'acct_a'), ...sale('2', 50_00n, 4_00n, 'acct_b')],
      contracts: [contract({ reference: 'CT-a', seller: 'acct_a', validFrom: ago(1000) })],
    })
    const id = await drafted({ seller: '' })
    expect(await foreseen(id)).toEqual([
      { currency: 'usd', charges: 1, unbound: 0, capturedMinor: 50_00n, takenMinor: 4_00n, wouldBeMinor: 5_25n },
    ])
    expect(await activate(compliance(), await asked(id))).toEqual({ ok: true })
    await storeWorld(t.ctx, { legs: sale('6', 100_00n, 9_00n, 'acct_b', -48) })
    await reconcileTouched(later(t.ctx, 3))
    const { rows } = await t.admin.query(
      `SELECT object_id, amount_minor FROM recon_exception WHERE kind = 'FEE_VARIANCE' AND seller_id = 'acct_b'`,
    )
    expect(rows).toEqual([{ object_id: 'fee_6', amount_minor: '125' }])
  })
})
