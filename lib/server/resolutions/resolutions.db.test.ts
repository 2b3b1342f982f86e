import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { leg, now } from '@/lib/domain/reconciliation/testing/small-family'
import { verifyChain } from '../audit/queries'
import { listEntries } from '../books/queries'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { storeWorld } from '../reconciliation/testing/store-world'
import { listResolutions } from './queries'
import { openResolutionGround, type ResolutionGround } from './testing/resolution-ground'

let g: ResolutionGround
beforeAll(async () => {
  g = await openResolutionGround()
})
afterAll(() => g.t.close())
beforeEach(() => g.begin())

describe('a missing entry that is booked', () => {
  test('explains the exception in the next run; undone, the entry is void and the exception is back', async () => {
    await storeWorld(g.t.ctx, {
      legs: [leg('sale', g.id('ch'), 12_00n, { seller: 'acct_a', orderReference: g.id('o') })],
    })
    await g.run()
    const { id: exception, number } = await g.about(g.id('ch'))
    const resolution = await g.done(g.id('ch'), 'book_missing_entry')
    expect(await g.propose(g.id('ch'), 'not_ours')).toMatchObject({ reason: 'act_stands' })
    await g.survives(g.id('ch'), 'closed')
    const { rows } = await g.t.admin.query(
      `SELECT reference, kind, object_id, amount_minor::text AS minor, seller_id, import_id FROM book_entry WHERE object_id = $1`,
      [g.id('ch')],
    )
    const made = { reference: `CF-${number}`, kind: 'sale', minor: '1200', seller_id: 'acct_a', import_id: resolution }
    expect(rows).toEqual([{ object_id: g.id('ch'), ...made }])
    expect(await g.undo(resolution)).toEqual({ ok: true })
    expect(await g.undo(resolution)).toMatchObject({ reason: 'undone_already' })
    await g.survives(g.id('ch'), 'open')
    await g.done(g.id('ch'), 'book_missing_entry')
    await g.survives(g.id('ch'), 'closed')
    expect(await g.audits(exception)).toEqual([
      'resolution.book_missing_entry',
      'resolution.undo',
      'resolution.book_missing_entry',
    ])
    expect(
      (await listResolutions(g.analyst(), exception)).map((row) => [row.act, row.undoneAt === null]),
    ).toContainEqual(['book_missing_entry', false])
    expect(await verifyChain(g.t.ctx)).toMatchObject({ holds: true })
  })
})

describe('a double entry', () => {
  test('is void: its row stays, no run counts it, and undoing brings it back', async () => {
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch'), 12_00n)] })
    const twice = { kind: 'sale', amountMinor: '1200', objectId: g.id('ch') } as const
    await g.book({ ...twice, reference: g.id('S-1') }, { ...twice, reference: g.id('S-2') })
    await g.run()
    expect(await g.about(g.id('S-2'))).toMatchObject({ kind: 'DUPLICATE', state: 'open' })
    const resolution = await g.done(g.id('S-2'), 'mark_duplicate')
    await g.survives(g.id('S-2'), 'closed')
    const { rows } = await g.t.admin.query('SELECT count(*)::int AS n FROM book_entry WHERE object_id = $1', [
      g.id('ch'),
    ])
    expect(rows).toEqual([{ n: 2 }])
    const listed = await listEntries(g.analyst(), { kind: 'sale' })
    expect(listed.filter(({ isVoid }) => isVoid).map(({ reference }) => reference)).toContain(g.id('S-2'))
    expect(await g.undo(resolution)).toEqual({ ok: true })
    await g.survives(g.id('S-2'), 'open')
  })

  test('an entry that names nothing, taken out as a double, closes what was said of it', async () => {
    await g.book({ kind: 'transfer', amountMinor: '500', reference: g.id('T-1') })
    await g.run()
    await g.done(g.id('T-1'), 'mark_duplicate')
    await g.survives(g.id('T-1'), 'closed')
  })
})

describe('an entry that says the wrong amount', () => {
  test('is replaced by what Stripe says, and put back by undoing', async () => {
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch'), 12_00n)] })
    await g.book({ kind: 'sale', amountMinor: '1100', objectId: g.id('ch'), reference: g.id('S-1') })
    await g.run()
    expect(await g.about(g.id('ch'))).toMatchObject({ kind: 'AMOUNT_MISMATCH', minor: '100' })
    const resolution = await g.done(g.id('ch'), 'correct_entry')
    await g.survives(g.id('ch'), 'closed')
    expect(await g.undo(resolution)).toEqual({ ok: true })
    await g.survives(g.id('ch'), 'open')
  })
})

describe('what belongs together by hand', () => {
  test('an entry without an object is linked: both exceptions close, and stay closed whatever runs', async () => {
    await storeWorld(g.t.ctx, { legs: [leg('refund', g.id('re'), 5_00n)] })
    await g.book({ kind: 'refund', amountMinor: '500', reference: g.id('R-1') })
    await g.run()
    expect(await g.propose(g.id('R-1'), 'link_by_hand', { objectIds: ['re_nowhere'] })).toMatchObject({
      reason: 'object_unknown',
    })
    const resolution = await g.done(g.id('R-1'), 'link_by_hand', { objectIds: [g.id('re')] })
    await g.survives(g.id('R-1'), 'closed')
    expect(await g.state(g.id('re'))).toBe('closed')
    await storeWorld(g.t.ctx, { legs: [leg('refund', g.id('re'), 5_00n)] })
    await g.survives(g.id('re'), 'closed')
    expect(await g.undo(resolution)).toEqual({ ok: true })
    await g.survives(g.id('R-1'), 'open')
    expect(await g.state(g.id('re'))).toBe('open')
  })

  test('a sale linked by hand keeps its link when another charge takes its order', async () => {
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch_a'), 5_00n)] })
    await g.book({ kind: 'sale', amountMinor: '500', reference: g.id('S-1'), orderReference: g.id('o') })
    await g.run()
    await g.done(g.id('S-1'), 'link_by_hand', { objectIds: [g.id('ch_a')] })
    await g.survives(g.id('S-1'), 'closed')
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch_b'), 5_00n, { orderReference: g.id('o') })] })
    await g.survives(g.id('ch_a'), 'closed')
    expect(await g.about(g.id('ch_b'))).toMatchObject({ kind: 'MISSING_IN_BOOKS', state: 'open' })
  })

  test('an entry is split over the objects that it means, to the last cent, and put together again by undoing', async () => {
    const two = [
      leg('refund', g.id('re_1'), 3_00n),
      leg('refund', g.id('re_2'), 2_00n),
      leg('refund', g.id('re_3'), 9n),
    ]
    await storeWorld(g.t.ctx, { legs: two })
    await g.book({ kind: 'refund', amountMinor: '500', reference: g.id('R-1') })
    await g.run()
    expect(await g.propose(g.id('R-1'), 'split_by_hand', { objectIds: [g.id('re_1'), g.id('re_3')] })).toMatchObject({
      reason: 'sum_differs',
    })
    const resolution = await g.done(g.id('R-1'), 'split_by_hand', { objectIds: [g.id('re_1'), g.id('re_2')] })
    await g.survives(g.id('R-1'), 'closed')
    expect([await g.state(g.id('re_1')), await g.state(g.id('re_2')), await g.state(g.id('re_3'))]).toEqual([
      'closed',
      'closed',
      'open',
    ])
    expect(await g.undo(resolution)).toEqual({ ok: true })
    await g.survives(g.id('R-1'), 'open')
    expect(await g.state(g.id('re_1'))).toBe('open')
  })

  test('rejects: an object that the books have already', async () => {
    await storeWorld(g.t.ctx, { legs: [leg('refund', g.id('re'), 5_00n)] })
    await g.book(
      { kind: 'refund', amountMinor: '500', reference: g.id('R-1'), objectId: g.id('re') },
      { kind: 'refund', amountMinor: '500', reference: g.id('R-2') },
    )
    await g.run()
    const before = await g.about(g.id('R-2'))
    expect(await g.propose(g.id('R-2'), 'link_by_hand', { objectIds: [g.id('re')] })).toMatchObject({
      reason: 'object_taken',
    })
    expect(await g.about(g.id('R-2'))).toEqual(before)
  })
})

describe('waiting by hand', () => {
  const until = new Date(now.getTime() + 48 * 3_600_000)
  test('survives every run, and comes back by itself when the day has come', async () => {
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch'), 12_00n)] })
    await g.run()
    await g.done(g.id('ch'), 'wait_until', { until })
    await g.survives(g.id('ch'), 'waiting')
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch'), 12_00n)] })
    await g.survives(g.id('ch'), 'waiting')
    await reconcileTouched({ ...g.t.ctx, now: new Date(until.getTime() + 1000) })
    expect(await g.state(g.id('ch'))).toBe('open')
  })

  test('another amount brings it back before its day; undoing brings it back at once, with the due time it had', async () => {
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch'), 12_00n)] })
    await g.run()
    const due = async () =>
      (await g.t.admin.query('SELECT due_at FROM recon_exception WHERE object_id = $1', [g.id('ch')])).rows[0].due_at
    const before = await due()
    const resolution = await g.done(g.id('ch'), 'wait_until', { until })
    expect(await due()).toEqual(until)
    expect(await g.undo(resolution)).toEqual({ ok: true })
    expect([await g.state(g.id('ch')), await due()]).toEqual(['open', before])
    await g.done(g.id('ch'), 'wait_until', { until })
    await storeWorld(g.t.ctx, { legs: [leg('sale', g.id('ch'), 13_00n)] })
    await g.survives(g.id('ch'), 'open')
  })
})
