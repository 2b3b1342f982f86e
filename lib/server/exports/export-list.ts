import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canExport } from '@/lib/domain/exports/can-export'
import { getMarketplace } from '../access/queries'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSnapshot, inSql } from '../db/transaction'
import { type SpooledFile, spoolFile } from '../statements/spool/spool-file'
import { aboutFile, chunksOf, contentTypes, type ExportFile, type FileAsked, fileName } from './list-file'

export type ExportRefusal = 'not_permitted' | 'too_large'

/**
 * A list as a file, with the filter, the instant and the zone inside. Written whole before it is handed out: all rows are
 * of one moment, and a slow reader holds no transaction open. Who took what, and how many rows, stands in the chain.
 */
export async function exportList(ctx: Ctx, asked: FileAsked): Promise<Result<ExportFile, ExportRefusal>> {
  const { list, format, filterWords } = asked
  if (!canExport(ctx.actor, list)) return refuse('not_permitted')
  const { name: marketplace, reportingZone: zone } = await getMarketplace(ctx)
  const about = aboutFile(asked, { marketplace, zone, asOf: ctx.now, by: ctx.actor.id })
  const counted = { rows: 0 }
  const spooled = await inSnapshot(ctx, (sql) => spoolFile(chunksOf(sql, ctx, asked, about, counted)))
  if (!spooled.ok) return refuse('too_large')
  await inSql(ctx, (sql) =>
    recordAudit(sql, ctx, 'export.make', list, { list, format, filter: filterWords, rows: counted.rows }),
  )
  const name = fileName(list, ctx.now, format)
  return ok({ name, contentType: contentTypes[format], rows: counted.rows, chunks: handedOut(spooled.value) })
}

async function* handedOut(file: SpooledFile): AsyncIterable<Uint8Array> {
  try {
    yield* file.read()
  } finally {
    await file.dispose()
  }
}
