import { can } from '@/lib/domain/access/can'
import { assert } from '@/lib/domain/base/assert'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { accountNames } from '../accounts/queries'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSnapshot, inSql } from '../db/transaction'
import { type SpooledFile, spoolFile } from '../statements/spool/spool-file'
import { getSeller, modeOf } from './queries'
import { boundsOf, getSellerStatement, readStatement, type StatementOf, type StatementPeriod } from './seller-statement'
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
  const of = { ...modeOf(seller), ...period }
  const name = (await accountNames(ctx, [period.accountId])).get(period.accountId) ?? period.accountId
  if (!(await inSql(ctx, (sql) => boundsOf(sql, ctx, of)))) return refuse('not_found')
  const { accountId, currency, span } = period
  await inSql(ctx, (sql) =>
    recordAudit(sql, ctx, 'statement.download', accountId, { accountId, currency, ...span, format }),
  )
  const file = `statement-${accountId}-${'month' in span ? span.month : span.payoutId}-${currency}.${format}`
  const facts = { name: file, contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/pdf' }
  if (format === 'csv') return ok({ ...facts, chunks: await csvOf(ctx, of, name) })
  const statement = await getSellerStatement(ctx, of)
  assert(statement !== null, stillThere)
  return ok({ ...facts, chunks: once(await statementPdf(ctx, statement, name)) })
}

const stillThere = 'a payout that was there a moment ago is still there: rows are never erased'

/** Written whole before it is handed out: sums and rows are of one moment, and a slow reader holds no transaction open. */
async function csvOf(ctx: Ctx, of: StatementOf, name: string): Promise<AsyncIterable<Uint8Array>> {
  const spooled = await inSnapshot(ctx, async (sql) => {
    const statement = await readStatement(sql, ctx, of)
    assert(statement !== null, stillThere)
    return spoolFile(statementCsv(sql, ctx, statement, name))
  })
  assert(spooled.ok, 'a statement is never empty, and no month fills two gigabytes')
  return handedOut(spooled.value)
}

async function* handedOut(file: SpooledFile): AsyncIterable<Uint8Array> {
  try {
    yield* file.read()
  } finally {
    await file.dispose()
  }
}

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes
}
