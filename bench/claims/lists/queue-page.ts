import { inSql } from '@/lib/server/db/transaction'
import { signCursor } from '@/lib/server/exceptions/cursor'
import { type ExceptionFilter, whereOf } from '@/lib/server/exceptions/exception-filter'
import { countExceptions, type ListInput, listExceptions } from '@/lib/server/exceptions/queries'
import { rowColumns } from '@/lib/server/exceptions/rows'
import { type Field, type Ground, platformAccount } from '../../ground'
import { makeExceptions } from '../../material/exceptions'
import { elapsedMs, print, quantile, scaled } from '../../measure'

const limit = 50
const visits = 60
const byDue = { sort: 'due', direction: 'asc', limit } as const
type Stop = { id: string; value: string }

/**
 * One page of a queue of a million, from its head to its end: our list with a cursor signed at that place, beside the
 * same list with OFFSET. Both through the same transaction as the application's role, policies in force.
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('queue-page')
  await makeExceptions(field, scaled(1_000_000, 10_000))
  await pagesAtDepth(field, 'all', {})
  await pagesAtDepth(field, 'open', { states: ['open'] })
  await pagesAtDepth(field, 'open, one kind', { states: ['open'], kinds: ['FEE_VARIANCE'] })
  await pagesAtDepth(field, 'open, two kinds, one currency', {
    states: ['open'],
    kinds: ['FEE_VARIANCE', 'DUPLICATE'],
    currency: 'eur',
  })
  await firstPages(field)
  await taggedPages(field)
  await counts(field)
  await platformPages(field)
  await field.close()
}

/** Visits places spread over the whole list, in an order that no read-ahead would guess. */
async function pagesAtDepth(field: Field, name: string, filter: ExceptionFilter): Promise<void> {
  const scope = { list: 'exceptions', m: field.marketplaceId, f: filter, s: 'due', d: 'asc' }
  const stops = await stopsOf(field, filter)
  const keyset: number[] = []
  const offset: number[] = []
  for (let visit = 0; visit < visits; visit++) {
    const stop = stops[(visit * 37) % stops.length]
    if (!stop) throw new Error(`Nobody stands in the queue "${name}"`)
    const cursor = signCursor(scope, { value: stop.value, id: stop.id, backward: false })
    keyset.push(await listed(field, { filter, ...byDue, cursor }))
    offset.push(await elapsedMs(() => pageByOffset(field, filter, stop.depth)))
  }
  const [value, baseline] = [quantile(keyset, 0.95), quantile(offset, 0.95)]
  const lower = { unit: 'ms p95', lowerIsBetter: true, target: { atMost: 5 } } as const
  print({ name: `queue page at any depth (${name}) vs OFFSET`, value, baseline, ...lower })
}

async function listed(field: Field, input: ListInput): Promise<number> {
  return elapsedMs(async () => {
    const page = await listExceptions(field.ctx, input)
    if (!page.ok) throw new Error('The cursor was refused: it was not signed for this list')
  })
}

async function stopsOf(field: Field, filter: ExceptionFilter): Promise<(Stop & { depth: number })[]> {
  const { sql: where, params } = whereOf(filter, field.marketplaceId, field.ctx.now)
  const { rows } = await field.admin.query<Stop & { depth: string }>(
    `SELECT id, due_at::text AS value, place AS depth FROM (
       SELECT e.id, e.due_at, row_number() OVER (ORDER BY e.due_at, e.id) AS place, count(*) OVER () AS n
       FROM recon_exception e WHERE ${where}) AS queue
     WHERE place % greatest(1, (n - ${limit}) / ${visits}) = 0 AND place < n - ${limit} ORDER BY place`,
    params,
  )
  return rows.map((row) => ({ ...row, depth: Number(row.depth) }))
}

async function pageByOffset({ ctx }: Field, filter: ExceptionFilter, depth: number): Promise<unknown[]> {
  const { sql: where, params } = whereOf(filter, ctx.actor.marketplaceId, ctx.now)
  return inSql(ctx, (sql) =>
    sql.rows(
      `SELECT ${rowColumns} FROM recon_exception e WHERE ${where}
       ORDER BY e.due_at, e.id LIMIT ${limit} OFFSET ${depth}`,
      params,
    ),
  )
}

/** What an analyst types into the filter row: the first page each time. */
async function firstPages(field: Field): Promise<void> {
  const { rows } = await field.admin.query<{ id: string; n: string; object: string; seller: string; rare: string }>(
    `SELECT id, number::text AS n, object_id AS object, seller_id AS seller, (SELECT seller_id FROM recon_exception
       GROUP BY seller_id ORDER BY count(*) LIMIT 1) AS rare
     FROM recon_exception ORDER BY id LIMIT 1`,
  )
  const one = rows[0]
  if (!one) throw new Error('The queue is empty')
  const filters: Record<string, ExceptionFilter> = {
    'a usual seller, open': { states: ['open'], seller: one.seller },
    'a rare seller, any state': { seller: one.rare },
    'nobody assigned, open': { states: ['open'], assignee: 'nobody' },
    'severity 4, open': { states: ['open'], severities: [4] },
    'an object id': { text: one.object },
    'a number': { text: `EX-${one.n}` },
    'an id nobody has': { text: 'ch_nowhere' },
  }
  for (const [name, filter] of Object.entries(filters)) await firstPage(field, name, { filter, ...byDue })
}

async function firstPage(field: Field, name: string, input: ListInput): Promise<void> {
  const seen: number[] = []
  for (let visit = 0; visit < 20; visit++) seen.push(await listed(field, input))
  print({ name: `queue page (${name})`, value: quantile(seen, 0.95), unit: 'ms p95', target: { atMost: 5 } })
}

/** A word on three hundred lines and one on a hundred thousand, in two orders. */
async function taggedPages(field: Field): Promise<void> {
  for (const [tag, every] of [
    ['rare', 3_333],
    ['common', 10],
  ] as const)
    await field.admin.query(
      `INSERT INTO exception_tag (marketplace_id, exception_id, tag, tagged_by, tagged_at)
       SELECT marketplace_id, id, $1, 'bench', now() FROM recon_exception WHERE number % $2 = 0`,
      [tag, every],
    )
  await field.admin.query('VACUUM ANALYZE exception_tag')
  for (const tag of ['rare', 'common'])
    for (const sort of ['due', 'amount'] as const)
      await firstPage(field, `tag on ${tag === 'rare' ? 'few' : 'a tenth of the'} lines, open, by ${sort}`, {
        filter: { states: ['open'], tags: [tag] },
        ...byDue,
        sort,
      })
}

/** An id that fits every line: all of it on the platform's own account, as where it charges for its sellers. */
async function platformPages(field: Field): Promise<void> {
  await field.admin.query('UPDATE recon_exception SET account_id = $1', [platformAccount])
  await field.admin.query('VACUUM ANALYZE recon_exception')
  const filter: ExceptionFilter = { text: platformAccount }
  await firstPage(field, 'the platform’s own account as text', { filter, ...byDue })
  await firstPage(field, 'the platform’s own account as text, by amount', { filter, ...byDue, sort: 'amount' })
}

async function counts(field: Field): Promise<void> {
  const ours: number[] = []
  const exact: number[] = []
  const filter: ExceptionFilter = { states: ['closed'] }
  const { sql: where, params } = whereOf(filter, field.marketplaceId, field.ctx.now)
  for (let visit = 0; visit < 15; visit++) {
    ours.push(await elapsedMs(() => countExceptions(field.ctx, filter)))
    const query = `SELECT count(*) FROM recon_exception e WHERE ${where}`
    exact.push(await elapsedMs(() => inSql(field.ctx, (sql) => sql.rows(query, params))))
  }
  const [value, baseline] = [quantile(ours, 0.95), quantile(exact, 0.95)]
  print({ name: 'queue counts, capped, vs exact', value, baseline, unit: 'ms p95', lowerIsBetter: true })
}
