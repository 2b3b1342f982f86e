import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { listBatches, listCauses } from './queries'
import { resolveCause } from './resolve-cause'
import { undoBatch } from './undo-batch'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

/** Four unbooked sales of one hour among six that are spread over days. */
beforeEach(async () => {
  await t.admin.query('DELETE FROM resolution_batch')
  await forgetWorld(t.ctx)
  const burst = [1, 2, 3, 4].map((n) => leg('sale', `ch_b${n}`, 10_00n, { created: ago(100) }))
  const rest = [40, 60, 80, 200, 300, 400].map((hours) => leg('sale', `ch_r${hours}`, 5_00n, { created: ago(hours) }))
  await storeWorld(t.ctx, { legs: [...burst, ...rest], entries: [] })
  await reconcileTouched(t.ctx)
})

const found = async () => {
  const [cause] = await listCauses(t.ctxAs('analyst'))
  if (!cause) throw new Error('no cause')
  return cause
}
const resolveAll = async (role: 'analyst' | 'executive' = 'analyst') => {
  const cause = await found()
  return resolveCause(t.ctxAs(role), {
    causeBy: cause.by,
    causeValue: cause.value,
    items: cause.rows.map(({ id, version }) => ({ id, version })),
    resolution: 'booked_by_hand',
    note: 'The shop’s export stood still for an hour.',
  })
}
const states = async () => {
  const { rows } = await t.admin.query<{ state: string; n: string }>(
    'SELECT state, count(*) AS n FROM recon_exception WHERE marketplace_id = $1 GROUP BY state ORDER BY state',
    [t.marketplaceId],
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]))
}

describe('exceptions of one hour', () => {
  test('are found as one cause, with its money and nothing before it', async () => {
    const cause = await found()
    expect(cause).toMatchObject({
      by: 'hour',
      kind: 'MISSING_IN_BOOKS',
      of: 10,
      sums: [{ currency: 'usd', amountMinor: 40_00n }],
    })
    expect(cause.rows.map((row) => row.objectId).sort()).toEqual(['ch_b1', 'ch_b2', 'ch_b3', 'ch_b4'])
    expect(cause.before).toEqual([])
  })

  test('leave the queue as one, each with its own audit row, and come back as one', async () => {
    const resolved = await resolveAll()
    expect(resolved).toMatchObject({ ok: true, value: { count: 4 } })
    expect(await states()).toEqual({ open: 6, resolved: 4 })
    const id = resolved.ok ? resolved.value.batchId : ''
    const { rows: audits } = await t.admin.query(
      `SELECT action, count(*)::int AS n FROM audit_entry WHERE marketplace_id = $1 AND (detail->>'batchId' = $2 OR subject = $2) GROUP BY action ORDER BY action`,
      [t.marketplaceId, id],
    )
    expect(audits).toEqual([
      { action: 'cause.resolve', n: 1 },
      { action: 'exception.resolve', n: 4 },
    ])
    expect(await undoBatch(t.ctxAs('analyst'), { id })).toEqual({ ok: true, value: { reopened: 4, left: 0 } })
    expect(await states()).toEqual({ open: 10 })
    expect(await undoBatch(t.ctxAs('analyst'), { id })).toEqual({ ok: false, reason: 'undone_already' })
    expect((await listBatches(t.ctx)).map(({ count, undoneAt }) => [count, undoneAt !== null])).toEqual([[4, true]])
  })

  test('what was done before is shown the next time', async () => {
    await resolveAll()
    await storeWorld(t.ctx, {
      legs: [1, 2, 3].map((n) => leg('sale', `ch_c${n}`, 7_00n, { created: ago(150) })),
      entries: [],
    })
    await reconcileTouched(t.ctx)
    expect((await found()).before).toMatchObject([{ resolution: 'booked_by_hand', times: 4 }])
  })
})

describe('all of them or none', () => {
  test('one that somebody else resolved meanwhile stops the whole', async () => {
    const cause = await found()
    const [first, ...rest] = cause.rows
    if (!first) throw new Error('no row')
    const input = { causeBy: cause.by, causeValue: cause.value, resolution: 'not_ours', note: 'seen' } as const
    const stale = [...rest.map(({ id, version }) => ({ id, version })), { id: first.id, version: first.version + 1 }]
    expect(await resolveCause(t.ctxAs('analyst'), { ...input, items: stale })).toEqual({ ok: false, reason: 'stale' })
    expect(await states()).toEqual({ open: 10 })
    expect(await listBatches(t.ctx)).toEqual([])
  })

  test('an executive, another marketplace and nothing at all are refused', async () => {
    expect(await resolveAll('executive')).toEqual({ ok: false, reason: 'not_permitted' })
    const cause = await found()
    const input = { causeBy: 'hour', causeValue: 'x', resolution: 'not_ours', note: 'seen' } as const
    const foreign = t.ctxAs('admin', t.otherMarketplaceId)
    const items = cause.rows.map(({ id, version }) => ({ id, version }))
    expect(await resolveCause(foreign, { ...input, items })).toEqual({ ok: false, reason: 'not_found' })
    expect(await resolveCause(t.ctxAs('analyst'), { ...input, items: [] })).toEqual({ ok: false, reason: 'nothing' })
    expect(await states()).toEqual({ open: 10 })
  })
})
