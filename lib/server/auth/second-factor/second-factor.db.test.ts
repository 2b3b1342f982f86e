import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { proofMinutes } from '@/lib/domain/access/proof'
import { codeOf, stepAt } from '@/lib/domain/access/second-factor/totp'
import { entry, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { addMember } from '../../access/create-marketplace'
import { decideApproval } from '../../approvals/decide-approval'
import { listPendingApprovals } from '../../approvals/queries'
import { requestApproval } from '../../approvals/request-approval'
import { listAudit } from '../../audit/queries'
import { openTestDatabase, type TestDatabase, testNow } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { getException } from '../../exceptions/exception-detail'
import { listExceptions } from '../../exceptions/queries'
import { resolveException } from '../../exceptions/resolve-exception'
import { rotateKeys } from '../../personal/rotate-keys'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { storeWorld } from '../../reconciliation/testing/store-world'
import { proposeResolution } from '../../resolutions/propose-resolution'
import type { UserCtx } from '../session-actor'
import { beginSession } from '../session-rows'
import { signIn } from '../sign-in'
import { secondFactorOf } from './check-code'
import { hasFreshProof } from './demand-proof'
import { confirmSecondFactor, getSecondFactor, removeSecondFactor, startSecondFactor } from './enrol'
import { proofAsked, prove } from './prove'
import { resetSecondFactor } from './reset-second-factor'

let t: TestDatabase
let n = 0
let [userId, email] = ['', '']
const password = 'correct horse battery'
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  email = `ines${n++}@fernhollow.example`
  userId = await addMember(t.db, t.marketplaceId, { email, name: 'Ines', role: 'analyst', password })
})

const after = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)
const ctxOf = async (at = testNow, id = userId, role: 'analyst' | 'compliance' = 'analyst'): Promise<UserCtx> => {
  const sessionId = await inSql(t.ctx, (sql) => beginSession(sql, { userId: id, marketplaceId: t.marketplaceId }, at))
  return { actor: { kind: 'user', id, marketplaceId: t.marketplaceId, role }, now: testNow, db: t.db, sessionId }
}
const enter = (code: string | undefined, at: Date) => signIn(t.db, { email, password, code, client: '192.0.2.1' }, at)
const secret = async () => (await secondFactorOf(t.db, userId))?.secret ?? Buffer.alloc(0)
const codeAt = async (at: Date) => codeOf(await secret(), stepAt(at))
async function enrol(): Promise<string[]> {
  const ctx = await ctxOf()
  await startSecondFactor(ctx, testNow)
  const codes = await confirmSecondFactor(ctx, { code: await codeAt(testNow) }, testNow)
  if (!codes.ok) throw new Error(codes.reason)
  return codes.value
}

test('begun it counts for nothing; confirmed every sign-in asks for a code, and each code opens once', async () => {
  const ctx = await ctxOf()
  expect(await getSecondFactor(ctx)).toEqual({ state: 'none' })
  expect(await startSecondFactor(ctx, testNow)).toEqual({ ok: true })
  expect(await getSecondFactor(ctx)).toMatchObject({
    state: 'begun',
    address: expect.stringContaining(encodeURIComponent(email)),
  })
  expect(await enter(undefined, testNow)).toMatchObject({ kind: 'in' })
  expect(await confirmSecondFactor(ctx, { code: '000000' }, testNow)).toMatchObject({ reason: 'wrong_code' })
  expect(await confirmSecondFactor(ctx, { code: await codeAt(testNow) }, testNow)).toMatchObject({ ok: true })
  expect(await startSecondFactor(ctx, testNow)).toMatchObject({ reason: 'stands_already' })
  expect(await getSecondFactor(ctx)).toMatchObject({ state: 'confirmed', codes: 10 })
  expect(await enter(undefined, testNow)).toEqual({ kind: 'code', wrong: false })
  expect(await enter(await codeAt(testNow), testNow)).toEqual({ kind: 'code', wrong: true })
  const later = after(60)
  const both = await Promise.all([enter(await codeAt(later), later), enter(await codeAt(later), later)])
  expect(both.map(({ kind }) => kind).sort()).toEqual(['code', 'in'])
  const { rows } = await t.admin.query('SELECT secret_enc FROM second_factor WHERE user_id = $1', [userId])
  expect(rows[0]?.secret_enc).toMatch(/^sealed:/)
})

test('a recovery code opens once, however it is written, and none opens for somebody else', async () => {
  const codes = await enrol()
  expect(new Set(codes).size).toBe(10)
  expect(await enter(codes[0]?.toLowerCase(), after(60))).toMatchObject({ kind: 'in' })
  expect(await enter(codes[0], after(90))).toEqual({ kind: 'code', wrong: true })
  const { rows } = await t.admin.query('SELECT code_hash FROM recovery_code WHERE user_id = $1', [userId])
  expect(JSON.stringify(rows)).not.toContain(codes[1]?.replace('-', ''))
  email = `else${n++}@fernhollow.example`
  userId = await addMember(t.db, t.marketplaceId, { email, name: 'Else', role: 'analyst', password })
  await enrol()
  expect(await enter(codes[1], after(120))).toEqual({ kind: 'code', wrong: true })
})

test('codes are guessed no faster than passwords, and a password without its code opens nothing', async () => {
  await enrol()
  const answers: string[] = []
  for (let guess = 0; guess < 8; guess++) answers.push((await enter(`00000${guess}`, after(200))).kind)
  expect(answers.at(-1)).toBe('wait')
  expect(answers.includes('in')).toBe(false)
  expect((await listAudit(t.ctx, { action: 'session.refuse', subject: userId })).length).toBeGreaterThan(2)
})

test('a proof grows old, is given anew by password or by code, in one session and not in another', async () => {
  const [here, there] = [await ctxOf(), await ctxOf()]
  const fresh = (ctx: UserCtx, at: Date) => inSql(ctx, (sql) => hasFreshProof(sql, ctx, at))
  const late = after(proofMinutes * 60)
  expect([await fresh(here, after(proofMinutes * 60 - 1)), await fresh(here, late)]).toEqual([true, false])
  expect(await proofAsked(here)).toBe('password')
  expect(await prove(here, { word: 'guess', client: '192.0.2.9' }, late)).toMatchObject({ reason: 'wrong_word' })
  expect(await fresh(here, late)).toBe(false)
  expect(await prove(here, { word: password, client: '192.0.2.9' }, late)).toEqual({ ok: true })
  expect([await fresh(here, late), await fresh(there, late)]).toEqual([true, false])
  const stranger = { ...here, actor: { ...here.actor, marketplaceId: t.otherMarketplaceId } }
  expect(await fresh(stranger, late)).toBe(false)
  await enrol()
  expect(await proofAsked(there)).toBe('code')
  expect(await prove(there, { word: password, client: '192.0.2.9' }, late)).toMatchObject({ reason: 'wrong_word' })
  expect(await prove(there, { word: await codeAt(late), client: '192.0.2.9' }, late)).toEqual({ ok: true })
  expect(await removeSecondFactor(here, after(5 * proofMinutes * 60))).toMatchObject({ reason: 'proof_needed' })
  expect(await removeSecondFactor(there, late)).toEqual({ ok: true })
  expect(await getSecondFactor(there)).toEqual({ state: 'none' })
})

test('an admin takes the lost factor of a member away who works here only, and ends the sessions', async () => {
  await enrol()
  const elsewhere = await addMember(t.db, t.marketplaceId, { email: `two${n}@x.example`, name: 'Two', role: 'analyst' })
  await addMember(t.db, t.otherMarketplaceId, { email: `two${n}@x.example`, name: 'Two', role: 'analyst' })
  expect(await resetSecondFactor(t.ctxAs('compliance'), userId)).toMatchObject({ reason: 'not_permitted' })
  expect(await resetSecondFactor(t.ctxAs('admin', t.otherMarketplaceId), userId)).toMatchObject({ reason: 'not_found' })
  expect(await resetSecondFactor(t.ctxAs('admin'), elsewhere)).toMatchObject({ reason: 'works_elsewhere' })
  expect(await resetSecondFactor(t.ctxAs('admin'), userId)).toEqual({ ok: true })
  expect(await resetSecondFactor(t.ctxAs('admin'), userId)).toMatchObject({ reason: 'no_second_factor' })
  expect(await enter(undefined, after(300))).toMatchObject({ kind: 'in' })
})

test('another key seals the secret anew', async () => {
  await enrol()
  const before = process.env.ENCRYPTION_KEYS
  const store = globalThis as { counterfoilEnv?: unknown }
  process.env.ENCRYPTION_KEYS = `next:${Buffer.alloc(32, 9).toString('base64')},${before}`
  store.counterfoilEnv = undefined
  try {
    const old = await secret()
    await rotateKeys(t.ctx)
    expect(await secret()).toEqual(old)
    const { rows } = await t.admin.query('SELECT secret_enc FROM second_factor WHERE user_id = $1', [userId])
    expect(rows[0]?.secret_enc).toMatch(/^sealed:next:/)
  } finally {
    process.env.ENCRYPTION_KEYS = before
    store.counterfoilEnv = undefined
  }
})

test('without a fresh proof nobody says yes, writes off or has money moved; a no, and what moves none, needs none', async () => {
  const stale = new Date(Date.now() - 60 * 60_000)
  const legs = [leg('sale', 'ch_x', 10_00n), leg('sale', 'ch_y', 10_00n)]
  await storeWorld(t.ctx, { legs, entries: [entry('sale', 'S-1', 'ch_x', 9_99n)] })
  await reconcileTouched(t.ctx)
  const found = async (object: string) => {
    const list = await listExceptions(t.ctx, { filter: { text: object }, sort: 'due', direction: 'asc', limit: 1 })
    return (list.ok && list.value.rows[0] && (await getException(t.ctx, list.value.rows[0].id))) || null
  }
  const item = await found('ch_x')
  if (!item) throw new Error('nothing found')
  const analyst = await ctxOf(stale)
  const particulars = { objectIds: [], until: null, way: null, paidOn: null }
  const off = { id: item.id, version: item.version, act: 'write_off' as const, note: 'a cent', particulars }
  expect(await proposeResolution(analyst, off)).toMatchObject({ reason: 'proof_needed' })
  const accept = { id: item.id, version: item.version, resolution: 'accepted_difference' as const, note: 'a cent' }
  expect(await resolveException(analyst, accept)).toMatchObject({ reason: 'proof_needed' })
  expect(await found('ch_x')).toMatchObject({ state: 'open', version: item.version })
  const wish = { action: 'reverse_transfer', subject: 'tr_1', payload: { amountMinor: '1' }, reason: 'twice' }
  const asked = await requestApproval(t.ctxAs('analyst'), wish)
  const approval = (await listPendingApprovals(t.ctx)).find(({ id }) => asked.ok && id === asked.value)
  const compliance = await ctxOf(stale, t.ctxAs('compliance').actor.id, 'compliance')
  const say = (decision: 'approved' | 'refused') =>
    decideApproval(compliance, { id: approval?.id ?? '', decision, seenHash: approval?.payloadHash ?? '', reason: '' })
  expect(await say('approved')).toMatchObject({ reason: 'proof_needed' })
  expect(await say('refused')).toEqual({ ok: true })
  const fresh = await ctxOf(new Date())
  expect(await proposeResolution(fresh, off)).toMatchObject({ ok: true })
})
