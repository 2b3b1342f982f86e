import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BookEntryInput } from '@/lib/domain/books/book-entry'
import { ago, leg, now } from '@/lib/domain/reconciliation/testing/small-family'
import { type Act, noParticulars, type Particulars } from '@/lib/domain/resolutions/act'
import { verifyChain } from '../audit/queries'
import { writeBookEntries } from '../books/write-book-entries'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reopenException } from '../exceptions/reopen-exception'
import { listDriftedAccounts } from '../ledger/queries'
import { reconcileAll } from '../reconciliation/reconcile-all'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { proposeResolution } from './propose-resolution'
import { listResolutions } from './queries'
import { undoResolution } from './undo-resolution'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

let world = 0
/** Another set of objects for each test: references are claimed for ever. */
beforeEach(async () => {
  await forgetWorld(t.ctx)
  world += 1
})

const analyst = () => t.ctxAs('analyst')
const id = (name: string) => `${name}_w${world}`

type Book = Partial<BookEntryInput> & Pick<BookEntryInput, 'kind' | 'reference' | 'amountMinor'>
async function book(...entries: Book[]): Promise<void> {
  const place = { account: 'acct_platform', currency: 'usd', occurredAt: ago(100).toISOString() }
  const good = entries.map((entry, line) => ({ line, value: { ...place, ...entry } }))
  const key: Ctx = { ...t.ctx, actor: { kind: 'apiKey', id: 'key_1', marketplaceId: t.marketplaceId } }
  const result = await writeBookEntries(key, { good, errors: [] }, { partial: false })
  if (!result.ok || result.value.accepted !== entries.length) throw new Error('not booked')
}

type Standing = { id: string; number: string; version: number; state: string; kind: string; minor: string }
async function about(objectId: string): Promise<Standing> {
  const { rows } = await t.admin.query<Standing>(
    `SELECT id, number::text, version, state, kind, amount_minor::text AS minor FROM recon_exception
     WHERE marketplace_id = $1 AND object_id = $2 ORDER BY opened_at`,
    [t.marketplaceId, objectId],
  )
  if (!rows[0]) throw new Error(`nothing found about ${objectId}`)
  return rows[0]
}

async function propose(objectId: string, act: Act, over: Partial<Particulars> = {}, ctx = analyst()) {
  const item = await about(objectId)
  const particulars = { ...noParticulars, ...over }
  return proposeResolution(ctx, { id: item.id, version: item.version, act, note: 'seen in the journal', particulars })
}
async function done(objectId: string, act: Act, over: Partial<Particulars> = {}): Promise<string> {
  const result = await propose(objectId, act, over)
  if (!result.ok || result.value.way !== 'at_once') throw new Error(JSON.stringify(result))
  return result.value.resolutionId
}
const undo = (resolutionId: string, ctx = analyst()) => undoResolution(ctx, { id: resolutionId })
const run = () => reconcileTouched(t.ctx)
const state = async (objectId: string) => (await about(objectId)).state
const audits = async (subject: string) =>
  (await t.admin.query('SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq', [subject])).rows.map(
    (row) => row.action,
  )

/** Whatever was done, another run of everything says the same. */
async function survives(objectId: string, expected: string): Promise<void> {
  await run()
  expect(await state(objectId)).toBe(expected)
  expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
  expect(await state(objectId)).toBe(expected)
}

describe('a missing entry that is booked', () => {
  test('explains the exception in the next run; undone, the entry is void and the exception is back', async () => {
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch'), 12_00n, { seller: 'acct_a', orderReference: id('o') })] })
    await run()
    const { id: exception, number } = await about(id('ch'))
    const resolution = await done(id('ch'), 'book_missing_entry')
    expect(await propose(id('ch'), 'not_ours')).toMatchObject({ reason: 'act_stands' })
    await survives(id('ch'), 'closed')
    const { rows } = await t.admin.query(
      `SELECT reference, kind, object_id, amount_minor::text AS minor, seller_id, import_id FROM book_entry WHERE object_id = $1`,
      [id('ch')],
    )
    const made = { reference: `CF-${number}`, kind: 'sale', minor: '1200', seller_id: 'acct_a', import_id: resolution }
    expect(rows).toEqual([{ object_id: id('ch'), ...made }])
    expect(await undo(resolution)).toEqual({ ok: true })
    expect(await undo(resolution)).toMatchObject({ reason: 'undone_already' })
    await survives(id('ch'), 'open')
    await done(id('ch'), 'book_missing_entry')
    await survives(id('ch'), 'closed')
    expect(await audits(exception)).toEqual([
      'resolution.book_missing_entry',
      'resolution.undo',
      'resolution.book_missing_entry',
    ])
    expect((await listResolutions(analyst(), exception)).map((row) => [row.act, row.undoneAt === null])).toContainEqual(
      ['book_missing_entry', false],
    )
    expect(await verifyChain(t.ctx)).toMatchObject({ holds: true })
  })
})

describe('a double entry', () => {
  test('is void: its row stays, no run counts it, and undoing brings it back', async () => {
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch'), 12_00n)] })
    const twice = { kind: 'sale', amountMinor: '1200', objectId: id('ch') } as const
    await book({ ...twice, reference: id('S-1') }, { ...twice, reference: id('S-2') })
    await run()
    expect(await about(id('S-2'))).toMatchObject({ kind: 'DUPLICATE', state: 'open' })
    const resolution = await done(id('S-2'), 'mark_duplicate')
    await survives(id('S-2'), 'closed')
    const { rows } = await t.admin.query('SELECT count(*)::int AS n FROM book_entry WHERE object_id = $1', [id('ch')])
    expect(rows).toEqual([{ n: 2 }])
    expect(await undo(resolution)).toEqual({ ok: true })
    await survives(id('S-2'), 'open')
  })

  test('an entry that names nothing, taken out as a double, closes what was said of it', async () => {
    await book({ kind: 'transfer', amountMinor: '500', reference: id('T-1') })
    await run()
    await done(id('T-1'), 'mark_duplicate')
    await survives(id('T-1'), 'closed')
  })
})

describe('an entry that says the wrong amount', () => {
  test('is replaced by what Stripe says, and put back by undoing', async () => {
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch'), 12_00n)] })
    await book({ kind: 'sale', amountMinor: '1100', objectId: id('ch'), reference: id('S-1') })
    await run()
    expect(await about(id('ch'))).toMatchObject({ kind: 'AMOUNT_MISMATCH', minor: '100' })
    const resolution = await done(id('ch'), 'correct_entry')
    await survives(id('ch'), 'closed')
    expect(await undo(resolution)).toEqual({ ok: true })
    await survives(id('ch'), 'open')
  })
})

describe('what belongs together by hand', () => {
  test('an entry without an object is linked: both exceptions close, and stay closed whatever runs', async () => {
    await storeWorld(t.ctx, { legs: [leg('refund', id('re'), 5_00n)] })
    await book({ kind: 'refund', amountMinor: '500', reference: id('R-1') })
    await run()
    expect(await propose(id('R-1'), 'link_by_hand', { objectIds: ['re_nowhere'] })).toMatchObject({
      reason: 'object_unknown',
    })
    const resolution = await done(id('R-1'), 'link_by_hand', { objectIds: [id('re')] })
    await survives(id('R-1'), 'closed')
    expect(await state(id('re'))).toBe('closed')
    await storeWorld(t.ctx, { legs: [leg('refund', id('re'), 5_00n)] })
    await survives(id('re'), 'closed')
    expect(await undo(resolution)).toEqual({ ok: true })
    await survives(id('R-1'), 'open')
    expect(await state(id('re'))).toBe('open')
  })

  test('a sale linked by hand keeps its link when another charge takes its order', async () => {
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch_a'), 5_00n)] })
    await book({ kind: 'sale', amountMinor: '500', reference: id('S-1'), orderReference: id('o') })
    await run()
    await done(id('S-1'), 'link_by_hand', { objectIds: [id('ch_a')] })
    await survives(id('S-1'), 'closed')
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch_b'), 5_00n, { orderReference: id('o') })] })
    await survives(id('ch_a'), 'closed')
    expect(await about(id('ch_b'))).toMatchObject({ kind: 'MISSING_IN_BOOKS', state: 'open' })
  })

  test('an entry is split over the objects that it means, to the last cent, and put together again by undoing', async () => {
    const two = [leg('refund', id('re_1'), 3_00n), leg('refund', id('re_2'), 2_00n), leg('refund', id('re_3'), 9n)]
    await storeWorld(t.ctx, { legs: two })
    await book({ kind: 'refund', amountMinor: '500', reference: id('R-1') })
    await run()
    expect(await propose(id('R-1'), 'split_by_hand', { objectIds: [id('re_1'), id('re_3')] })).toMatchObject({
      reason: 'sum_differs',
    })
    const resolution = await done(id('R-1'), 'split_by_hand', { objectIds: [id('re_1'), id('re_2')] })
    await survives(id('R-1'), 'closed')
    expect([await state(id('re_1')), await state(id('re_2')), await state(id('re_3'))]).toEqual([
      'closed',
      'closed',
      'open',
    ])
    expect(await undo(resolution)).toEqual({ ok: true })
    await survives(id('R-1'), 'open')
    expect(await state(id('re_1'))).toBe('open')
  })

  test('rejects: an object that the books have already', async () => {
    await storeWorld(t.ctx, { legs: [leg('refund', id('re'), 5_00n)] })
    await book(
      { kind: 'refund', amountMinor: '500', reference: id('R-1'), objectId: id('re') },
      { kind: 'refund', amountMinor: '500', reference: id('R-2') },
    )
    await run()
    const before = await about(id('R-2'))
    expect(await propose(id('R-2'), 'link_by_hand', { objectIds: [id('re')] })).toMatchObject({
      reason: 'object_taken',
    })
    expect(await about(id('R-2'))).toEqual(before)
  })
})

describe('waiting by hand', () => {
  const until = new Date(now.getTime() + 48 * 3_600_000)
  test('survives every run, and comes back by itself when the day has come', async () => {
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch'), 12_00n)] })
    await run()
    await done(id('ch'), 'wait_until', { until })
    await survives(id('ch'), 'waiting')
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch'), 12_00n)] })
    await survives(id('ch'), 'waiting')
    await reconcileTouched({ ...t.ctx, now: new Date(until.getTime() + 1000) })
    expect(await state(id('ch'))).toBe('open')
  })

  test('another amount brings it back before its day; undoing brings it back at once, with the due time it had', async () => {
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch'), 12_00n)] })
    await run()
    const due = async () =>
      (await t.admin.query('SELECT due_at FROM recon_exception WHERE object_id = $1', [id('ch')])).rows[0].due_at
    const before = await due()
    const resolution = await done(id('ch'), 'wait_until', { until })
    expect(await due()).toEqual(until)
    expect(await undo(resolution)).toEqual({ ok: true })
    expect([await state(id('ch')), await due()]).toEqual(['open', before])
    await done(id('ch'), 'wait_until', { until })
    await storeWorld(t.ctx, { legs: [leg('sale', id('ch'), 13_00n)] })
    await survives(id('ch'), 'open')
  })
})

describe('a write-off', () => {
  const missing = (minor: string) => book({ kind: 'sale', amountMinor: minor, reference: id('S-1') })
  const balances = async () =>
    (
      await t.admin.query(
        `SELECT ledger_account AS account, (debit_minor - credit_minor)::text AS minor FROM ledger_balance
         WHERE marketplace_id = $1 AND ledger_account ~ '^(write_offs|book_differences)' AND debit_minor <> credit_minor ORDER BY 1`,
        [t.marketplaceId],
      )
    ).rows

  test('within the limit posts the expense, survives every run, and is undone by the opposite posting', async () => {
    await missing('10000')
    await run()
    const resolution = await done(id('S-1'), 'write_off')
    expect(await balances()).toEqual([
      { account: 'book_differences:acct_platform', minor: '-10000' },
      { account: 'write_offs:missing_in_stripe', minor: '10000' },
    ])
    await survives(id('S-1'), 'resolved')
    const { id: exception, version } = await about(id('S-1'))
    expect(await reopenException(analyst(), { id: exception, version })).toMatchObject({ reason: 'undo_instead' })
    expect(await undo(resolution)).toEqual({ ok: true })
    await survives(id('S-1'), 'open')
    expect(await balances()).toEqual([])
    expect(await listDriftedAccounts(t.ctx)).toEqual([])
    const { rows } = await t.admin.query('SELECT id FROM ledger_posting WHERE transaction_id = $1 ORDER BY id', [
      resolution,
    ])
    expect(rows.map((row) => row.id)).toEqual([`${resolution}.1`, `${resolution}.2`])
  })

  test('two people at once: one writes it off, the other is told, and it is posted once', async () => {
    await missing('10000')
    await run()
    const results = await Promise.all([
      propose(id('S-1'), 'write_off'),
      propose(id('S-1'), 'write_off', {}, t.ctxAs('admin')),
    ])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect((await balances()).map((row) => row.minor)).toEqual(['-10000', '10000'])
    const [resolution] = await listResolutions(analyst(), (await about(id('S-1'))).id)
    const undone = await Promise.all([undo(resolution?.id ?? ''), undo(resolution?.id ?? '', t.ctxAs('admin'))])
    expect(undone.filter((result) => result.ok)).toHaveLength(1)
    expect(await balances()).toEqual([])
  })

  test('rejects: who may not, what does not fit, another marketplace, and an old page', async () => {
    await missing('10000')
    await run()
    const { id: exception, version } = await about(id('S-1'))
    expect(await propose(id('S-1'), 'write_off', {}, t.ctxAs('executive'))).toMatchObject({ reason: 'not_permitted' })
    expect(await propose(id('S-1'), 'reverse_transfer')).toMatchObject({ reason: 'wrong_act' })
    expect(await propose(id('S-1'), 'wait_until', { until: ago(1) })).toMatchObject({ reason: 'day_past' })
    const input = { id: exception, version, act: 'not_ours' as const, note: 'x', particulars: noParticulars }
    const stranger = t.ctxAs('admin', t.otherMarketplaceId)
    expect(await proposeResolution(stranger, input)).toMatchObject({ reason: 'not_found' })
    expect(await proposeResolution(analyst(), { ...input, version: version + 1 })).toMatchObject({ reason: 'stale' })
    const resolution = await done(id('S-1'), 'not_ours')
    expect(await undo(resolution, stranger)).toMatchObject({ reason: 'not_found' })
    expect(await listResolutions(stranger, exception)).toEqual([])
    expect(await undo(resolution)).toEqual({ ok: true })
    expect(await audits(exception)).toEqual(['resolution.not_ours', 'resolution.undo'])
  })

  test('what was done cannot be changed, by the database and as the application’s own role', async () => {
    await missing('10000')
    await run()
    const resolution = await done(id('S-1'), 'write_off')
    const change = t.admin.query('UPDATE resolution SET amount_minor = 1 WHERE id = $1', [resolution])
    await expect(change).rejects.toThrow(/undo it, never change it/)
  })
})
