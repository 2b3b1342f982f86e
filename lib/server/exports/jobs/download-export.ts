import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canExport } from '@/lib/domain/exports/can-export'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { contentTypes, type ExportFile, fileName } from '../list-file'
import { readParts } from './parts'
import { getExport } from './queries'

export type DownloadRefusal = 'not_permitted' | 'not_found' | 'not_done' | 'expired'

/** Hands a finished file to whoever asked for it, while they still may read its list. */
export async function downloadExport(
  ctx: Ctx,
  id: string,
): Promise<Result<ExportFile & { bytes: bigint }, DownloadRefusal>> {
  const job = await getExport(ctx, id)
  if (!job) return refuse(canExport(ctx.actor, '') ? 'not_found' : 'not_permitted')
  const { list, format, state, rowsDone, digest, asOf, parts, bytes } = job
  if (!canExport(ctx.actor, list)) return refuse('not_permitted')
  if (state === 'expired') return refuse('expired')
  if (state !== 'done' || digest === null || asOf === null) return refuse('not_done')
  await inSql(ctx, (sql) =>
    recordAudit(sql, ctx, 'export.download', id, { list, format, rows: Number(rowsDone), digest }),
  )
  const chunks = readParts(ctx, { id, parts, digest })
  const name = fileName(list, asOf, format)
  return ok({ name, contentType: contentTypes[format], rows: Number(rowsDone), bytes, chunks })
}
