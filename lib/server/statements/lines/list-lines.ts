import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { openText } from '../../personal/free-text'

export type BankLineRow = {
  id: string
  accountId: string
  statementId: string
  position: number
  bookedOn: CalendarDay
  valueOn: CalendarDay | null
  amountMinor: bigint
  currency: string
  endToEndId: string | null
  bankReference: string | null
  transactionId: string | null
  bankCode: string | null
  isReversal: boolean
  matchText: string | null
  text: string | null
  counterparty: string | null
}
export type AccountLineFilter = { bankAccountId: string; before?: { bookedOn: string; id: string }; limit?: number }
export type StatementLineFilter = { statementId: string; which: 'added' | 'known'; after?: number; limit?: number }

const columns = `l.id, l.account_id AS "accountId", l.statement_id AS "statementId", l.booked_on::text AS "bookedOn",
  l.value_on::text AS "valueOn", l.amount_minor AS "amountMinor", l.currency, l.end_to_end_id AS "endToEndId",
  l.bank_reference AS "bankReference", l.transaction_id AS "transactionId", l.bank_code AS "bankCode",
  l.is_reversal AS "isReversal", l.match_text AS "matchText", l.text_enc AS "textEnc", l.counterparty_enc AS "counterpartyEnc"`

const atMost = (limit = 100) => Math.min(Math.max(Math.trunc(limit), 1), 200)

/** The movements on one bank account, newest first; keyset by (bookedOn, id). */
export function listAccountLines(
  ctx: Ctx,
  { bankAccountId, before, limit }: AccountLineFilter,
): Promise<BankLineRow[]> {
  const params: unknown[] = [ctx.actor.marketplaceId, bankAccountId, atMost(limit)]
  const bound = before
    ? `AND (l.booked_on, l.id) < ($${params.push(before.bookedOn)}::date, $${params.push(before.id)})`
    : ''
  return readLines(
    ctx,
    `SELECT ${columns}, l.position FROM bank_line l WHERE l.marketplace_id = $1 AND l.account_id = $2 ${bound}
     ORDER BY l.booked_on DESC, l.id DESC LIMIT $3`,
    params,
  )
}

/** The lines of a statement in the order of its file: those that it brought, or those that stood already. */
export function listStatementLines(ctx: Ctx, filter: StatementLineFilter): Promise<BankLineRow[]> {
  if (filter.which === 'known') return listSeenLines(ctx, filter)
  const { statementId, after, limit } = filter
  return readLines(
    ctx,
    `SELECT ${columns}, l.position FROM bank_line l WHERE l.marketplace_id = $1 AND l.statement_id = $2 AND l.position > $3
     ORDER BY l.position LIMIT $4`,
    [ctx.actor.marketplaceId, statementId, after ?? -1, atMost(limit)],
  )
}

/** Their ids first, then each by its own key: joined at once, all lines would be read for a page of them. */
async function listSeenLines(ctx: Ctx, { statementId, after, limit }: StatementLineFilter): Promise<BankLineRow[]> {
  const { marketplaceId } = ctx.actor
  const seen = await inSql(ctx, (sql) =>
    sql.rows<{ lineId: string; position: number }>(
      `SELECT line_id AS "lineId", position FROM bank_line_seen
       WHERE marketplace_id = $1 AND statement_id = $2 AND position > $3 ORDER BY position LIMIT $4`,
      [marketplaceId, statementId, after ?? -1, atMost(limit)],
    ),
  )
  const positions = new Map(seen.map(({ lineId, position }) => [lineId, position]))
  const rows = await readLines(
    ctx,
    `SELECT ${columns}, l.position FROM bank_line l WHERE l.marketplace_id = $1 AND l.money_key = ANY($2)`,
    [marketplaceId, seen.map(({ lineId }) => `bank:${lineId}`)],
  )
  return rows
    .map((row) => ({ ...row, position: positions.get(row.id) ?? row.position }))
    .sort((a, b) => a.position - b.position)
}

async function readLines(ctx: Ctx, text: string, params: readonly unknown[]): Promise<BankLineRow[]> {
  const { marketplaceId } = ctx.actor
  type Row = Omit<BankLineRow, 'text' | 'counterparty'> & { textEnc: string | null; counterpartyEnc: string | null }
  const rows = await inSql(ctx, (sql) => sql.rows<Row>(text, params))
  return rows.map(({ textEnc, counterpartyEnc, ...row }) => ({
    ...row,
    text: textEnc && openText(marketplaceId, 'bank_line.text_enc', row.id, textEnc),
    counterparty: counterpartyEnc && openText(marketplaceId, 'bank_line.counterparty_enc', row.id, counterpartyEnc),
  }))
}
