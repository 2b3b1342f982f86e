import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { listBatches } from '../causes/queries'
import { undoBatch } from '../causes/undo-batch'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { assignException } from '../exceptions/assign-exception'
import { reopenException } from '../exceptions/reopen-exception'
import { resolveException } from '../exceptions/resolve-exception'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { activateRule, requestRule, retireRule } from './activate-rule'
import { applyRules } from './apply-rules'
import { draftRule } from './draft-rule'
import { listAskedRules, listRules } from './queries'
import { tryRule } from './try-rule'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

/** Six unbooked sales: five of 10.00 or less, one of 90.00. */
beforeEach(async () => {
  await t.admin.query(
    'DELETE FROM resolution_rule_use; DELETE FROM resolution_rule; DELETE FROM resolution_batch; DELETE FROM approval',
  )
  await forgetWorld(t.ctx)
  const amounts = [2_00n, 4_00n, 6_00n, 8_00n, 10_00n, 90_00n]
  const legs = amounts.map((minor, at) => leg('sale', `ch_${at}`, minor, { created: ago(100 + at * 30) }))
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
})

const small = {
  kind: 'MISSING_IN_BOOKS',
  direction: 'books_only',
  currency: 'usd',
  mostMinor: 10_00n,
  sellerId: null,
  resolution: 'not_ours',
} as const
const rowOf = async (objectId: string) => {
  const { rows } = await t.admin.query(
    `SELECT id, version, state, resolution, resolved_by AS by, direction FROM recon_exception WHERE object_id = $1`,
    [objectId],
  )
  return rows[0]
}
const draft = async (over: object = {}) => {
  const { direction } = await rowOf('ch_0')
  const drafted = await draftRule(t.ctxAs('analyst'), { ...small, direction, ...over })
  if (!drafted.ok) throw new Error(drafted.reason)
  return drafted.value
}
const asked = async (id: string) => {
  await tryRule(t.ctxAs('analyst'), { id })
  await requestRule(t.ctxAs('analyst'), { id, reason: 'these are the test shop’s' })
  const [found] = (await listAskedRules(t.ctxAs('admin'))).filter(({ subject }) => subject === id)
  return { id, approvalId: found?.id ?? '', seenHash: found?.payloadHash ?? '' }
}
const activated = async () => {
  const one = await asked(await draft())
  const done = await activateRule(t.ctxAs('admin'), one)
  if (!done.ok) throw new Error(done.reason)
  return one.id
}
const states = async () => {
  const { rows } = await t.admin.query(
    `SELECT object_id || ' ' || state || coalesce(' ' || resolved_by, '') AS said FROM recon_exception ORDER BY object_id`,
  )
  return rows.map(({ said }) => said)
}
const reasonOf = (result: { ok: boolean; reason?: string }) => result.reason ?? 'done'

describe('a rule', () => {
  test('is held against what became of such exceptions before anybody activates it', async () => {
    const [first, second] = [await rowOf('ch_0'), await rowOf('ch_1')]
    const note = 'looked at'
    await resolveException(t.ctxAs('analyst'), { ...pick(first), resolution: 'not_ours', note })
    await resolveException(t.ctxAs('analyst'), { ...pick(second), resolution: 'booked_by_hand', note })
    const tried = await tryRule(t.ctxAs('analyst'), { id: await draft() })
    expect(tried).toMatchObject({
      ok: true,
      value: {
        counts: { same: 1, otherwise: 1, explained: 0, open: 3 },
        against: [{ id: second.id, outcome: 'otherwise', resolution: 'booked_by_hand' }],
      },
    })
    expect(await applyRules(t.ctx)).toBe(0)
  })

  test('is activated by a second person, after a trial, for exactly what was tried; the database says so too', async () => {
    const id = await draft()
    expect(await draft()).toBe(id)
    expect(reasonOf(await requestRule(t.ctxAs('analyst'), { id, reason: 'untried' }))).toBe('not_tried')
    const one = await asked(id)
    expect(reasonOf(await activateRule(t.ctxAs('analyst'), one))).toBe('own_draft')
    expect(reasonOf(await activateRule(t.ctxAs('executive'), one))).toBe('not_permitted')
    expect(reasonOf(await activateRule(t.ctxAs('admin', t.otherMarketplaceId), one))).toBe('not_found')
    const own = t.admin.query(
      `UPDATE resolution_rule SET state = 'active', activated_by = drafted_by, activated_at = now(), approval_id = 'x' WHERE id = $1`,
      [id],
    )
    await expect(own).rejects.toThrow(/second_person/)
    await t.admin.query(`UPDATE recon_exception SET state = 'closed' WHERE object_id = 'ch_2'`)
    await tryRule(t.ctxAs('analyst'), { id })
    expect(reasonOf(await activateRule(t.ctxAs('admin'), one))).toBe('payload_changed')
    expect(reasonOf(await activateRule(t.ctxAs('compliance'), await asked(id)))).toBe('done')
    const changed = t.admin.query(`UPDATE resolution_rule SET most_minor = 1000000 WHERE id = $1`, [id])
    await expect(changed).rejects.toThrow(/never changed/)
  })

  test('resolves what fits and nobody has taken up, each in the chain, once, and as one to take back', async () => {
    const taken = await rowOf('ch_1')
    const me = t.ctxAs('analyst').actor.id
    await assignException(t.ctxAs('analyst'), { ...pick(taken), assigneeId: me })
    await activated()
    expect(await applyRules(t.ctx)).toBe(4)
    expect(await applyRules(t.ctx)).toBe(0)
    expect(await states()).toEqual([
      'ch_0 resolved rule 1',
      'ch_1 open',
      'ch_2 resolved rule 1',
      'ch_3 resolved rule 1',
      'ch_4 resolved rule 1',
      'ch_5 open',
    ])
    const { rows } = await t.admin.query(
      `SELECT action, actor_kind AS kind, count(*)::int AS n FROM audit_entry WHERE detail->>'batchId' IS NOT NULL
       AND detail->>'rule' = '1' OR action = 'rule.apply' GROUP BY 1, 2 ORDER BY 1`,
    )
    expect(rows).toEqual([
      { action: 'exception.resolve', kind: 'job', n: 4 },
      { action: 'rule.apply', kind: 'job', n: 1 },
    ])
    const [batch] = await listBatches(t.ctx)
    expect(batch).toMatchObject({ causeBy: 'rule', causeValue: '1', count: 4 })
    expect(await undoBatch(t.ctxAs('analyst'), { id: batch?.id ?? '' })).toMatchObject({ value: { reopened: 4 } })
    expect(await applyRules(t.ctx)).toBe(0)
  })

  test('leaves alone for good what a person has reopened', async () => {
    await activated()
    await applyRules(t.ctx)
    const back = await rowOf('ch_0')
    expect(reasonOf(await reopenException(t.ctxAs('analyst'), pick(back)))).toBe('done')
    expect(await applyRules(t.ctx)).toBe(0)
    expect(await rowOf('ch_0')).toMatchObject({ state: 'open' })
  })

  test('acts no more once it is retired, which one person may', async () => {
    const id = await activated()
    expect(reasonOf(await retireRule(t.ctxAs('executive'), { id }))).toBe('not_permitted')
    expect(reasonOf(await retireRule(t.ctxAs('analyst'), { id }))).toBe('done')
    expect(reasonOf(await retireRule(t.ctxAs('analyst'), { id }))).toBe('already_retired')
    expect(await applyRules(t.ctx)).toBe(0)
    expect(await listRules(t.ctxAs('analyst'))).toMatchObject([{ number: 1, state: 'retired', used: 0 }])
    expect(await listRules(t.ctxAs('admin', t.otherMarketplaceId))).toEqual([])
  })
})

function pick({ id, version }: { id: string; version: number }) {
  return { id, version }
}
