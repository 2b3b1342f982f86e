import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { assignException } from '../exceptions/assign-exception'
import { listNotices } from '../exceptions/notices/queries'
import { tagException } from '../exceptions/tags/tag-exception'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { activateRule, requestRule } from './activate-rule'
import { applyRules } from './apply-rules'
import { draftRule } from './draft-rule'
import { listAskedRules, listRules } from './queries'
import { tryRule } from './try-rule'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  for (const table of ['rule_act_use', 'resolution_rule', 'approval', 'notice', 'exception_tag'])
    await t.admin.query(`DELETE FROM ${table}`)
  await forgetWorld(t.ctx)
})

const later = (minutes: number) => new Date(t.ctx.now.getTime() + minutes * 60_000)
const find = async (names: readonly string[], now = t.ctx.now) => {
  const legs = names.map((name, nth) => leg('sale', `ch_${name}`, 4_00n, { created: ago(100 + nth) }))
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched({ ...t.ctx, now })
}
const rows = async () =>
  (
    await t.admin.query(
      `SELECT id, object_id AS object, version, assignee_id AS owner, direction FROM recon_exception ORDER BY object_id`,
    )
  ).rows as { id: string; object: string; version: number; owner: string | null; direction: string }[]
const idOf = (role: 'analyst' | 'compliance' | 'admin' | 'executive') => t.ctxAs(role).actor.id
const pattern = {
  kind: 'MISSING_IN_BOOKS',
  direction: 'books_only',
  currency: 'usd',
  mostMinor: 10_00n,
  sellerId: null,
} as const
async function draft(resolution: string) {
  const direction = ((await rows())[0]?.direction ?? 'books_only') as typeof pattern.direction
  return draftRule(t.ctxAs('analyst'), { ...pattern, direction, resolution })
}
async function activate(resolution: string, now = t.ctx.now): Promise<string> {
  const drafted = await draft(resolution)
  if (!drafted.ok) throw new Error(drafted.reason)
  const id = drafted.value
  await tryRule(t.ctxAs('analyst'), { id })
  await requestRule(t.ctxAs('analyst'), { id, reason: 'as always' })
  const asked = (await listAskedRules(t.ctxAs('admin'))).find(({ subject }) => subject === id)
  const done = await activateRule(
    { ...t.ctxAs('admin'), now },
    { id, approvalId: asked?.id ?? '', seenHash: asked?.payloadHash ?? '' },
  )
  if (!done.ok) throw new Error(done.reason)
  return id
}

test('a rule hands out what is found from then on, once, in turn, and takes nothing from its owner', async () => {
  await find(['old'])
  await activate('assign:by_load', later(1))
  await find(['a', 'b', 'c'], later(2))
  const mine = (await rows()).find(({ object }) => object === 'ch_a')
  if (!mine) throw new Error('nothing was found')
  await assignException(t.ctxAs('analyst'), { id: mine.id, version: mine.version, assigneeId: idOf('analyst') })
  expect(await applyRules({ ...t.ctx, now: later(3) })).toBe(2)
  const owners = new Map((await rows()).map(({ object, owner }) => [object, owner]))
  expect(owners.get('ch_old')).toBeNull()
  expect(owners.get('ch_a')).toBe(idOf('analyst'))
  expect(new Set([owners.get('ch_b'), owners.get('ch_c')])).toEqual(new Set([idOf('compliance'), idOf('admin')]))
  expect(await listNotices(t.ctxAs('compliance'))).toMatchObject([{ kind: 'assigned' }])
  const given = (await rows()).find(({ object }) => object === 'ch_b')
  if (given) await assignException(t.ctxAs('analyst'), { id: given.id, version: given.version, assigneeId: null })
  expect(await applyRules({ ...t.ctx, now: later(4) })).toBe(0)
  const { rows: chain } = await t.admin.query(
    `SELECT actor_kind AS kind, count(*)::int AS n FROM audit_entry WHERE action = 'exception.assign' AND detail ? 'rule' GROUP BY 1`,
  )
  expect(chain).toMatchObject([{ kind: 'job' }])
})

test('a rule tags and tells, each once, and what it does starts no other', async () => {
  await find(['old'])
  await activate('tag:Ask Bank', later(1))
  await activate(`tell:${idOf('executive')}`, later(1))
  await find(['a', 'b'], later(2))
  expect(await applyRules({ ...t.ctx, now: later(3) })).toBe(4)
  const { rows: tags } = await t.admin.query('SELECT tag, count(*)::int AS n FROM exception_tag GROUP BY 1')
  expect(tags).toEqual([{ tag: 'ask-bank', n: 2 }])
  expect((await listNotices(t.ctxAs('executive'))).map(({ kind }) => kind)).toEqual(['told', 'told'])
  const [first] = await rows()
  await tagException(t.ctxAs('analyst'), { id: (await rows())[1]?.id ?? first?.id ?? '', tag: 'ask-bank', on: false })
  expect(await applyRules({ ...t.ctx, now: later(3) })).toBe(0)
  expect(await listRules(t.ctxAs('analyst'))).toMatchObject([{ used: 2 }, { used: 2 }])
  expect((await listNotices(t.ctxAs('executive', t.otherMarketplaceId))).length).toBe(0)
})

test('a trial says how often it would have fired; whom nobody knows, and what no rule does, is refused', async () => {
  await find(['a', 'b', 'c'])
  const drafted = await draft('assign:in_turn')
  const tried = await tryRule(t.ctxAs('analyst'), { id: drafted.ok ? drafted.value : '' })
  expect(tried).toMatchObject({
    value: { sentence: expect.stringContaining('fired 3 times in the last 90 days; 3 of these') },
  })
  expect(await applyRules(t.ctx)).toBe(0)
  expect(await draft('assign:usr_nobody')).toMatchObject({ reason: 'nobody_there' })
  expect(await draft(`assign:${idOf('executive')}`)).toMatchObject({ reason: 'nobody_there' })
  expect(await draft(`tell:${t.ctxAs('admin', t.otherMarketplaceId).actor.id}`)).toMatchObject({
    reason: 'nobody_there',
  })
  expect(await draft('pay:acct_1')).toMatchObject({ reason: 'wrong_resolution' })
  expect(await draft('tag:a,b')).toMatchObject({ reason: 'wrong_resolution' })
})
