import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { accountNames } from '../accounts/queries'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { getSeller, modeOf } from './queries'
import { getSellerStatement, type StatementPeriod } from './seller-statement'
import { statementCsv } from './statement-csv'
import { statementPdf } from './statement-pdf'

export type StatementFormat = 'csv' | 'pdf'
export type StatementFile = { name: string; contentType: string; chunks: AsyncIterable<Uint8Array> }

/** A statement as a file to hand out. That it was taken, by whom and of what, stands in the audit trail. */
export async function downloadStatement(
  ctx: Ctx,
  period: StatementPeriod,
  format: StatementFormat,
): Promise<Result<StatementFile, 'not_permitted' | 'not_found'>> {
  if (!can(ctx.actor, 'statement.download')) return refuse('not_permitted')
  const seller = await getSeller(ctx, period.accountId)
  if (!seller?.currencies.includes(period.currency)) return refuse('not_found')
  const statement = await getSellerStatement(ctx, { ...modeOf(seller), ...period })
  const name = (await accountNames(ctx, [period.accountId])).get(period.accountId) ?? period.accountId
  await inSql(ctx, (sql) => recordAudit(sql, ctx, 'statement.download', period.accountId, { ...period, format }))
  const file = `statement-${period.accountId}-${period.month}-${period.currency}.${format}`
  if (format === 'csv') {
    return ok({ name: file, contentType: 'text/csv; charset=utf-8', chunks: statementCsv(ctx, statement, name) })
  }
  return ok({ name: file, contentType: 'application/pdf', chunks: once(await statementPdf(ctx, statement, name)) })
}

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes
}
