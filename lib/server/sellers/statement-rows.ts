import { categoriesOf, feeTypesOf, type StatementLine } from '@/lib/domain/sellers/statement'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type TransactionRow, transactionColumns } from '../transactions/queries'
import { boundsOf, ofAccount, placeOf, type StatementOf, withinPeriod } from './seller-statement'

export type RowsFilter = { line?: StatementLine; before?: { created: Date; id: string }; limit?: number }

/** The movements behind a statement, or behind one of its lines, newest first; keyset by (created, id). */
export function listStatementRows(ctx: Ctx, of: StatementOf, filter: RowsFilter): Promise<TransactionRow[]> {
  return inSql(ctx, async (sql) => {
    const bounds = await boundsOf(sql, ctx, of)
    return bounds ? readRows(sql, ctx, of, bounds, filter) : []
  })
}

export async function readRows(
  sql: Sql,
  ctx: Ctx,
  of: StatementOf,
  { from, to }: { from: Date; to: Date },
  { line, before, limit = 100 }: RowsFilter,
): Promise<TransactionRow[]> {
  const params: unknown[] = [...placeOf(ctx, of), from, to]
  const after = before ? `AND (b.created, b.id) < ($${params.push(before.created)}, $${params.push(before.id)})` : ''
  const narrowed = line === undefined ? '' : `AND ${lineClause(line, params)}`
  return sql.rows<TransactionRow>(
    `SELECT ${transactionColumns} FROM ${ofAccount} ${withinPeriod} ${narrowed} ${after}
     ORDER BY b.created DESC, b.id DESC LIMIT $${params.push(Math.min(Math.max(Math.trunc(limit), 1), 1_000))}`,
    params,
  )
}

/** A line is made of movements by their category, of parts of fees, or of both. */
function lineClause(line: StatementLine, params: unknown[]): string {
  const { only, except } = categoriesOf(line)
  const byCategory = except
    ? `b.reporting_category <> ALL($${params.push(except)}::text[])`
    : `b.reporting_category = ANY($${params.push(only)}::text[])`
  const fees = feeClause(line, params)
  return fees ? `(${byCategory} OR ${fees})` : byCategory
}

function feeClause(line: StatementLine, params: unknown[]): string | null {
  const has = (condition: string) =>
    `(b.fee_minor <> 0 AND EXISTS (SELECT FROM jsonb_array_elements(b.raw->'fee_details') d WHERE ${condition}))`
  if (line === 'other_fees') {
    const named = `coalesce((SELECT sum((d->>'amount')::numeric) FROM jsonb_array_elements(b.raw->'fee_details') d
      WHERE d->>'type' = ANY($${params.push(namedTypes)}::text[])), 0)`
    return `b.fee_minor <> ${named}`
  }
  const types = feeTypesOf(line)
  return types.length > 0 ? has(`d->>'type' = ANY($${params.push(types)}::text[])`) : null
}

const namedTypes = (['platform_fees', 'stripe_fees', 'taxes'] as const).flatMap(feeTypesOf)
