import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { type LineRow, wireOf } from './line-key'

export type Split = { fresh: LineRow[]; known: LineRow[] }

/** Which lines stand already, whichever statement brought them. */
export async function splitKnown(sql: Sql, ctx: Ctx, rows: readonly LineRow[]): Promise<Split> {
  const stored = await sql.rows<{ id: string }>(
    'SELECT id FROM bank_line WHERE marketplace_id = $1 AND money_key = ANY($2)',
    [ctx.actor.marketplaceId, rows.map((row) => `bank:${row.id}`)],
  )
  const ids = new Set(stored.map((row) => row.id))
  return { fresh: rows.filter((row) => !ids.has(row.id)), known: rows.filter((row) => ids.has(row.id)) }
}

/** Writes the new lines, wants each to be held against payouts, and notes the old ones as seen once more. */
export async function writeLines(
  sql: Sql,
  ctx: Ctx,
  accountId: string,
  statementId: string,
  { fresh, known }: Split,
): Promise<void> {
  const { marketplaceId } = ctx.actor
  if (fresh.length > 0) {
    const wire = JSON.stringify(fresh.map((row) => wireOf(marketplaceId, row)))
    await sql.run(
      `INSERT INTO bank_line (money_key, marketplace_id, account_id, id, statement_id, position, booked_on, value_on,
         amount_minor, currency, end_to_end_id, bank_reference, transaction_id, bank_code, is_reversal, match_text,
         text_enc, counterparty_enc, line_key, occurrence)
       SELECT 'bank:' || id, $1, $2, id, $3, position, "bookedOn", "valueOn", "amountMinor", currency, "endToEndId",
         "bankReference", "transactionId", "bankCode", "isReversal", "matchText", "textEnc", "counterpartyEnc", "lineKey", occurrence
       FROM jsonb_to_recordset($4::jsonb) AS x(id text, position int, "bookedOn" date, "valueOn" date, "amountMinor" bigint,
         currency text, "endToEndId" text, "bankReference" text, "transactionId" text, "bankCode" text, "isReversal" boolean,
         "matchText" text, "textEnc" text, "counterpartyEnc" text, "lineKey" text, occurrence int)`,
      [marketplaceId, accountId, statementId, wire],
    )
    await touchLines(sql, marketplaceId, accountId, fresh)
  }
  if (known.length === 0) return
  const seen = JSON.stringify(known.map(({ id, line }) => ({ id, position: line.line })))
  await sql.run(
    `INSERT INTO bank_line_seen (marketplace_id, statement_id, line_id, position)
     SELECT $1, $2, id, position FROM jsonb_to_recordset($3::jsonb) AS x(id text, position int) ON CONFLICT DO NOTHING`,
    [marketplaceId, statementId, seen],
  )
}

/** Reconciliation takes its work from here: whoever holds bank lines against payouts empties this table. */
async function touchLines(sql: Sql, marketplaceId: string, accountId: string, rows: readonly LineRow[]): Promise<void> {
  await sql.run(
    `INSERT INTO bank_touch (money_key, marketplace_id, account_id) SELECT 'bank:' || id, $1, $2 FROM unnest($3::text[]) AS id
     ORDER BY 1 ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId, accountId, rows.map((row) => row.id)],
  )
}
