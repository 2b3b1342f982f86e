import { roleMayExport } from '@/lib/domain/exports/can-export'
import { exportPolicy, mostSheetRows } from '@/lib/domain/exports/policy'
import { getMarketplace } from '../../access/queries'
import { recordAudit } from '../../audit/record-audit'
import { now, wallClock } from '../../clock'
import type { Ctx } from '../../context'
import { inSnapshot, inSql, type Sql } from '../../db/transaction'
import { countList } from '../count-list'
import { aboutFile, chunksOf, type FileAsked } from '../list-file'
import { type Begun, beginExport, failExport, openExports } from './lifecycle'
import { Overtaken, type Written, writeParts } from './parts'

/** Why there will be no file, for whoever asked. */
class NotMade extends Error {}

const brokeOff = `Writing it broke off ${exportPolicy.mostTries} times. What is stored was not harmed: ask for it again, and tell whoever runs this if it happens again.`

/** Writes every export of a marketplace that waits or was left in the middle. One that breaks off holds up no other. */
export async function runExports(ctxNow: () => Ctx): Promise<void> {
  let broken: unknown
  for (const id of await openExports(ctxNow())) {
    try {
      await runExport(ctxNow(), id)
    } catch (error) {
      broken ??= error
    }
  }
  if (broken) throw broken
}

/**
 * Writes one export anew from its first row, all of one snapshot. The lock lives in that snapshot's transaction: while it
 * is held somebody writes, and a process that was killed holds it no more.
 */
export async function runExport(ctx: Ctx, id: string): Promise<void> {
  let begun: Begun | null = null
  try {
    await inSnapshot(ctx, async (snapshot) => {
      if (!(await isFree(snapshot, ctx, id))) return
      begun = await beginExport(ctx, id)
      if (begun) await write(snapshot, ctx, begun)
    })
  } catch (error) {
    await notWritten(ctx, begun, error)
  }
}

async function isFree(snapshot: Sql, ctx: Ctx, id: string): Promise<boolean> {
  const [row] = await snapshot.rows<{ free: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('export:' || $1 || ':' || $2, 0)) AS free`,
    [ctx.actor.marketplaceId, id],
  )
  return row?.free ?? false
}

async function write(snapshot: Sql, ctx: Ctx, begun: Begun): Promise<void> {
  const { id, attempt, request, askedBy } = begun
  if (attempt > exportPolicy.mostTries) throw new NotMade(brokeOff) // a process that dies of it says nothing
  if (!request) throw new NotMade('What was asked for can no longer be read, or was changed: ask for it again.')
  const { asked } = request
  if (!(await mayStill(ctx, askedBy, asked.list)))
    throw new NotMade('Whoever asked for it may no longer take this list along.')
  const expected = await countList(snapshot, ctx, asked, 2_000_000_000)
  if (asked.format === 'xlsx' && expected > mostSheetRows)
    throw new NotMade(
      `A sheet holds ${said(mostSheetRows)} rows, and these are ${said(expected)}: take CSV, or narrow the list.`,
    )
  await inSql(ctx, (sql) =>
    sql.run(
      `UPDATE export_job SET rows_expected = $4 WHERE marketplace_id = $1 AND id = $2 AND attempt = $3 AND state = 'running'`,
      [ctx.actor.marketplaceId, id, attempt, expected],
    ),
  )
  const { name: marketplace } = await getMarketplace(ctx)
  const about = aboutFile(asked, { marketplace, zone: begun.zone, asOf: ctx.now, by: askedBy })
  const counted = { rows: 0 }
  const written = await writeParts(ctx, { id, attempt }, chunksOf(snapshot, ctx, asked, about, counted), counted)
  await finish(ctx, begun, asked, { ...written, rows: counted.rows })
}

function said(count: number): string {
  return count.toLocaleString('en-GB')
}

/** Asked of the database as it is now: whoever left, or reads only since, takes nothing along. */
async function mayStill(ctx: Ctx, userId: string, list: FileAsked['list']): Promise<boolean> {
  type Member = { role: Parameters<typeof roleMayExport>[0] }
  const [member] = await inSql(ctx, (sql) =>
    sql.rows<Member>('SELECT role FROM membership WHERE marketplace_id = $1 AND user_id = $2', [
      ctx.actor.marketplaceId,
      userId,
    ]),
  )
  return member !== undefined && roleMayExport(member.role, list)
}

function finish(ctx: Ctx, begun: Begun, asked: FileAsked, file: Written & { rows: number }): Promise<void> {
  const { id, attempt, askedBy } = begun
  const { rows, bytes, parts, digest } = file
  const expires = new Date(wallClock().getTime() + exportPolicy.keptHours * 3_600_000)
  return inSql(ctx, async (sql) => {
    const isOurs = await sql.run(
      `UPDATE export_job SET state = 'done', rows_done = $4, rows_expected = $4, bytes = $5, parts = $6, digest = $7,
         finished_at = $8, expires_at = $9 WHERE marketplace_id = $1 AND id = $2 AND attempt = $3 AND state = 'running'`,
      [ctx.actor.marketplaceId, id, attempt, rows, bytes, parts, digest, now(), expires],
    )
    if (isOurs === 0) throw new Overtaken()
    const { list, format } = asked
    await recordAudit(sql, ctx, 'export.finish', id, { list, format, rows, bytes, digest, askedBy })
  })
}

/** What cannot be is said; what broke off is tried again, up to a point; what was overtaken is no longer ours. */
async function notWritten(ctx: Ctx, begun: Begun | null, error: unknown): Promise<void> {
  if (error instanceof Overtaken) return
  if (begun && error instanceof NotMade) return failExport(ctx, begun, error.message)
  if (begun && begun.attempt >= exportPolicy.mostTries) await failExport(ctx, begun, brokeOff)
  throw error
}
