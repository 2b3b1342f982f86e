import { createHash } from 'node:crypto'
import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Target } from '@/lib/domain/close/chart-map'
import { isClosed } from '@/lib/domain/close/lifecycle'
import { entity } from '@/lib/domain/close/period'
import type { JsonObject } from '../audit/record-audit'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { populationCsv } from './evidence/population'
import { sampleBundle } from './evidence/sample'
import { journalCsv } from './journal/journal-csv'
import { loadJournals } from './journal/load-journals'
import { loadPack } from './pack/load-pack'
import { packPdf } from './pack/pack-pdf'
import { packXlsx } from './pack/pack-xlsx'
import { getPeriod, type PeriodKey } from './queries'
import { subjectOf } from './request-close'
import type { PeriodRow } from './rows'

export type CloseFile =
  | { kind: 'pack'; format: 'pdf' | 'xlsx' }
  | { kind: 'journal'; target: Target; currency: string; part: number }
  | { kind: 'population' }
  | { kind: 'sample'; seed: bigint; size: number }

export type Download = { name: string; contentType: string; chunks: AsyncIterable<Uint8Array> }
export type DownloadRefusal = 'not_permitted' | 'not_closed' | 'no_such_part'

/** A file of a closed month. Who took what, and its digest where it is made in one piece, stands in the audit trail. */
export async function downloadClose(
  ctx: Ctx,
  key: PeriodKey,
  file: CloseFile,
): Promise<Result<Download, DownloadRefusal>> {
  if (!can(ctx.actor, 'close.download')) return refuse('not_permitted')
  const period = await getPeriod(ctx, key)
  if (!period || !isClosed(period.state)) return refuse('not_closed')
  const made = await make(ctx, period, file)
  if (made === null) return refuse('no_such_part')
  const digest = Buffer.isBuffer(made.body) ? createHash('sha256').update(made.body).digest('hex') : undefined
  const detail: JsonObject = { ...key, ...file, revision: period.revision, digest }
  await inSql(ctx, (sql) => recordAudit(sql, ctx, 'period.download', subjectOf(key), detail))
  const scope = key.scope === entity ? '' : `${key.scope}-`
  const chunks = Buffer.isBuffer(made.body) ? once(made.body) : made.body
  return ok({ name: `${scope}${key.month}-${made.name}`, contentType: made.contentType, chunks })
}

type Made = { name: string; contentType: string; body: Buffer | AsyncIterable<Uint8Array> }
const csv = 'text/csv; charset=utf-8'

async function make(ctx: Ctx, period: PeriodRow, file: CloseFile): Promise<Made | null> {
  switch (file.kind) {
    case 'pack':
      return makePack(ctx, period, file.format)
    case 'journal': {
      const parts = await loadJournals(ctx, period, file.target, file.currency)
      const part = parts[file.part - 1]
      if (!part) return null
      const name = `${file.target}-${file.currency}-${file.part}-of-${parts.length}.csv`
      return { name, contentType: csv, body: journalCsv(ctx, period, file.target, part) }
    }
    case 'population':
      return { name: 'population.csv', contentType: csv, body: populationCsv(ctx, period) }
    case 'sample':
      return {
        name: `sample-${file.seed}-${file.size}.json`,
        contentType: 'application/json',
        body: await sampleBundle(ctx, period, file),
      }
  }
}

async function makePack(ctx: Ctx, period: PeriodRow, format: 'pdf' | 'xlsx'): Promise<Made> {
  const pack = await loadPack(ctx, period)
  if (format === 'pdf') return { name: 'close.pdf', contentType: 'application/pdf', body: await packPdf(pack) }
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name: 'close.xlsx', contentType, body: packXlsx(pack) }
}

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes
}
