import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ago, entry, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { assignException } from './assign-exception'
import { commentException } from './comment-exception'
import { getException } from './exception-detail'
import type { ExceptionFilter } from './exception-filter'
import { countExceptions, type ExceptionPage, headFigures, type ListInput, listExceptions } from './queries'
import { reopenException } from './reopen-exception'
import { resolveException } from './resolve-exception'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

/** 25 sales that nobody booked (1.00 to 25.00), one payout in yen, one transfer of the other direction still in time. */
const sales = Array.from({ length: 25 }, (_, i) =>
  leg('sale', `ch_${i + 1}`, BigInt(i + 1) * 100n, { seller: i % 2 ? 'acct_a' : 'acct_b' }),
)
const world = {
  legs: [...sales, leg('payout', 'po_1', 200_000_000n, { currency: 'jpy' })],
  entries: [entry('transfer', 'T-1', 'tr_none', 5_00n, { occurredAt: ago(2) })],
}
beforeEach(async () => {
  await forgetWorld(t.ctx)
  await storeWorld(t.ctx, world)
  await reconcileTouched(t.ctx)
})

const analyst = () => t.ctxAs('analyst')
const page = async (over: Partial<ListInput> = {}): Promise<ExceptionPage> => {
  const input: ListInput = { filter: { states: ['open'] }, sort: 'amount', direction: 'asc', limit: 7, ...over }
  const result = await listExceptions(analyst(), input)
  if (!result.ok) throw new Error(result.reason)
  return result.value
}
const one = async (objectId: string) => {
  const { rows } = await page({ filter: { text: objectId }, limit: 50 })
  const row = rows.find((r) => r.objectId === objectId)
  if (!row) throw new Error(`no exception on ${objectId}`)
  return row
}
const audits = async (id: string) =>
  (await t.admin.query('SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq', [id])).rows.map(
    (r) => r.action,
  )

describe('the queue', () => {
  test.each(['asc', 'desc'] as const)(
    'pages %s by amount there and back without losing or repeating a line',
    async (direction) => {
      const there: string[] = []
      const pages: ExceptionPage[] = []
      let cursor: string | undefined
      do {
        const got = await page({ direction, cursor })
        pages.push(got)
        there.push(...got.rows.map((row) => row.objectId))
        cursor = got.next ?? undefined
      } while (cursor)
      const amounts = ['po_1', ...sales.map((s) => s.objectId).toReversed()]
      expect(there).toEqual(direction === 'desc' ? amounts : amounts.toReversed())
      const back = await page({ direction, cursor: pages.at(-1)?.previous ?? undefined })
      expect(back.rows).toEqual(pages.at(-2)?.rows)
      expect(pages[0]?.previous).toBeNull()
    },
  )

  test('what is settled lists the newest first, there and back, whoever settled it', async () => {
    for (const [at, objectId] of ['ch_23', 'ch_25', 'ch_24'].entries()) {
      const { id, version } = await one(objectId)
      const later = { ...analyst(), now: new Date(t.ctx.now.getTime() + at * 3_600_000) }
      await resolveException(later, { id, version, resolution: 'booked_by_hand', note: 'entry made' })
    }
    const settled = { filter: { states: ['resolved', 'closed'] }, sort: 'closed', direction: 'desc', limit: 2 } as const
    const first = await page(settled)
    const second = await page({ ...settled, cursor: first.next ?? '' })
    expect([...first.rows, ...second.rows].map((row) => row.objectId)).toEqual(['ch_24', 'ch_25', 'ch_23'])
    expect((await page({ ...settled, cursor: second.previous ?? '' })).rows).toEqual(first.rows)
  })

  test('a cursor that was changed or taken to another list is refused', async () => {
    const { next } = await page()
    if (!next) throw new Error('one page only')
    const input = { filter: { states: ['open'] }, sort: 'amount', direction: 'asc', limit: 7 } as const
    const flipped = next.startsWith('W') ? `X${next.slice(1)}` : `W${next.slice(1)}`
    const refused = { ok: false, reason: 'bad_cursor' }
    expect(await listExceptions(analyst(), { ...input, cursor: flipped })).toEqual(refused)
    expect(await listExceptions(analyst(), { ...input, cursor: 'nonsense' })).toEqual(refused)
    expect(await listExceptions(analyst(), { ...input, direction: 'desc', cursor: next })).toEqual(refused)
    expect(await listExceptions(t.ctxAs('analyst', t.otherMarketplaceId), { ...input, cursor: next })).toEqual(refused)
    expect((await listExceptions(analyst(), { ...input, cursor: next })).ok).toBe(true)
  })

  test.each<[string, ExceptionFilter, number]>([
    ['everything', {}, 27],
    ['what waits', { states: ['waiting'] }, 1],
    ['two kinds', { kinds: ['TIMING_PENDING', 'MISSING_IN_BOOKS'] }, 27],
    ['a currency', { currency: 'jpy' }, 1],
    ['a seller', { seller: 'acct_a' }, 12],
    ['a severity', { severities: [3, 4] }, 1],
    ['nobody’s', { assignee: 'nobody' }, 27],
    ['an id', { text: ' ch_7 ' }, 1],
    ['the beginning of ids', { text: 'po_' }, 1],
    ['opened before now', { ageFromHours: 1 }, 0],
    ['opened this hour', { ageToHours: 1 }, 27],
    ['a hostile text', { text: `'; DROP TABLE recon_exception; --` }, 0],
  ])('narrows to %s', async (_, filter, total) => {
    expect((await countExceptions(analyst(), filter)).total).toBe(total)
    expect((await page({ filter, limit: 200 })).rows).toHaveLength(total)
  })

  test('counts and head figures never add currencies together', async () => {
    expect(await countExceptions(analyst(), {})).toEqual({
      total: 27,
      capped: false,
      byKind: { MISSING_IN_BOOKS: 26, TIMING_PENDING: 1 },
      bySeverity: { 1: 26, 4: 1 },
      byState: { open: 26, waiting: 1 },
    })
    const head = await headFigures(analyst())
    expect([head.open, head.waiting]).toEqual([26, 1])
    expect(head.byCurrency.map((c) => [c.currency, c.open, c.amountMinor])).toEqual([
      ['usd', 25, 325_00n],
      ['jpy', 1, 200_000_000n],
    ])
  })

  test('another marketplace sees nothing of it', async () => {
    const other = t.ctxAs('admin', t.otherMarketplaceId)
    const { id } = await one('ch_1')
    expect((await countExceptions(other, {})).total).toBe(0)
    expect(await getException(other, id)).toBeNull()
    expect(await resolveException(other, { id, version: 1, resolution: 'not_ours', note: 'x' })).toMatchObject({
      reason: 'not_found',
    })
  })
})

describe('one exception', () => {
  test('is resolved with a reason, audited, and survives the next run while its amount stands', async () => {
    const { id, version } = await one('ch_3')
    const input = { id, version, resolution: 'accepted_difference', note: 'rounding\u0000' } as const
    expect(await resolveException(analyst(), input)).toEqual({ ok: true })
    expect(await resolveException(analyst(), input)).toMatchObject({ reason: 'already_resolved' })
    await storeWorld(t.ctx, { legs: [sales[2]!] })
    await reconcileTouched(t.ctx)
    expect(await getException(analyst(), id)).toMatchObject({
      state: 'resolved',
      note: 'rounding',
      resolvedBy: analyst().actor.id,
    })
    await storeWorld(t.ctx, { legs: [{ ...sales[2]!, amountMinor: 301n }] })
    await reconcileTouched(t.ctx)
    expect(await getException(analyst(), id)).toMatchObject({ state: 'open', amountMinor: 301n, resolution: null })
    expect(await audits(id)).toEqual(['exception.resolve'])
  })

  test('the slower of two analysts is told, and writes nothing', async () => {
    const { id, version } = await one('ch_4')
    expect(await assignException(analyst(), { id, version, assigneeId: analyst().actor.id })).toMatchObject({
      ok: true,
    })
    const stale = { id, version, resolution: 'not_ours', note: 'mine' } as const
    expect(await resolveException(t.ctxAs('admin'), stale)).toMatchObject({ reason: 'stale' })
    expect(await assignException(analyst(), { id, version, assigneeId: null })).toMatchObject({ reason: 'stale' })
    expect(await audits(id)).toEqual(['exception.assign'])
  })

  test('rejects who may not, what does not fit and who is not here', async () => {
    const { id, version } = await one('ch_5')
    const input = { id, version, resolution: 'not_ours', note: 'x' } as const
    expect(await resolveException(t.ctxAs('executive'), input)).toMatchObject({ reason: 'not_permitted' })
    expect(await resolveException(analyst(), { ...input, resolution: 'contract_corrected' })).toMatchObject({
      reason: 'wrong_reason',
    })
    expect(await commentException(t.ctxAs('executive'), { id, body: 'me too' })).toMatchObject({
      reason: 'not_permitted',
    })
    expect(await commentException(analyst(), { id, body: ' \u0007 ' })).toMatchObject({ reason: 'empty' })
    expect(await assignException(analyst(), { id, version, assigneeId: 'usr_elsewhere' })).toMatchObject({
      reason: 'unknown_person',
    })
    for (const role of ['executive', 'support'] as const)
      expect(await assignException(analyst(), { id, version, assigneeId: t.ctxAs(role).actor.id })).toMatchObject({
        reason: 'may_not_own',
      })
    expect(await reopenException(analyst(), { id, version })).toMatchObject({ reason: 'not_resolved' })
    expect(await audits(id)).toEqual([])
  })

  test('reopened, it is looked at again; explained by then, it closes by itself', async () => {
    const { id, version } = await one('ch_6')
    await resolveException(analyst(), { id, version, resolution: 'booked_by_hand', note: 'entry made' })
    expect(await reopenException(analyst(), { id, version: version + 1 })).toEqual({ ok: true })
    await storeWorld(t.ctx, { entries: [entry('sale', 'S-6', 'ch_6', 6_00n)] })
    await reconcileTouched(t.ctx)
    expect(await getException(analyst(), id)).toMatchObject({ state: 'closed' })
    expect(await audits(id)).toEqual(['exception.resolve', 'exception.reopen'])
  })

  test('shows both sides, its comments and the life of its payment', async () => {
    await storeWorld(t.ctx, {
      legs: [leg('refund', 're_9', 9_00n, { parentId: 'ch_9', created: ago(50) })],
      entries: [entry('sale', 'S-9', 'ch_9', 8_00n)],
    })
    await reconcileTouched(t.ctx)
    const { rows } = await page({ filter: { text: 'ch_9', kinds: ['AMOUNT_MISMATCH'] } })
    const id = rows[0]?.id ?? ''
    await commentException(analyst(), { id, body: 'I ask the shop.\nTomorrow.' })
    const item = await getException(analyst(), id)
    expect(item?.evidence.parts.map((p) => p.amountMinor)).toEqual(['900', '-800'])
    expect(item?.evidence.rows.map((r) => `${r.side} ${r.id}`)).toEqual(['stripe ch_9', 'books S-9'])
    expect(item?.comments.map((c) => c.body)).toEqual(['I ask the shop.\nTomorrow.'])
    expect(item?.timeline.map((s) => `${s.side} ${s.what} ${s.amountMinor}`)).toEqual([
      'stripe sale 900',
      'books sale 800',
      'stripe refund 900',
    ])
    expect(item?.siblings.map((s) => `${s.kind} ${s.objectId}`)).toEqual(['MISSING_IN_BOOKS re_9'])
  })
})
