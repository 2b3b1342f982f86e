import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canExport } from '@/lib/domain/exports/can-export'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { env } from '../env'
import { countList } from './count-list'
import { type ExportRefusal, exportList } from './export-list'
import { type AskRefusal, askExport } from './jobs/ask-export'
import type { ExportFile, FileAsked } from './list-file'

/** A list that can be waited for as a file at once; a longer one as an export that the worker writes. */
export async function takeList(
  ctx: Ctx,
  asked: FileAsked,
): Promise<Result<{ file: ExportFile } | { exportId: string }, ExportRefusal | AskRefusal>> {
  if (!canExport(ctx.actor, asked.list)) return refuse('not_permitted')
  const atOnce = env().EXPORT_JOB_FROM_ROWS
  const rows = await inSql(ctx, (sql) => countList(sql, ctx, asked, atOnce + 1))
  if (rows > atOnce) {
    const made = await askExport(ctx, asked)
    return made.ok ? ok({ exportId: made.value.id }) : made
  }
  const made = await exportList(ctx, asked)
  return made.ok ? ok({ file: made.value }) : made
}
