import { doesContinue } from '@/lib/domain/statements/does-continue'
import type { Sql } from '../../db/transaction'
import type { StatementDraft } from '../judge-file'

type Before = {
  id: string
  sequence: string | null
  openingMinor: bigint | null
  closingMinor: bigint
  sharedDayMinor: bigint
}

/** Statements of one day in a row: more than so many are not looked back over. */
const mostBack = 50

const linesOf = `SELECT l.line_key, l.occurrence, l.amount_minor FROM bank_line l
  WHERE l.marketplace_id = $1 AND l.account_id = $2 AND l.booked_on = $3::date
    AND (l.statement_id = ANY($4) OR EXISTS (SELECT FROM bank_line_seen s
      WHERE s.marketplace_id = $1 AND s.statement_id = ANY($4) AND s.line_id = l.id))`

/**
 * How many of each line the statements before hold that this one goes on from, on the day that they share: twins are
 * counted from there on. Empty where it goes on from none.
 */
export async function continuedCounts(
  sql: Sql,
  marketplaceId: string,
  { account, checked }: StatementDraft,
): Promise<ReadonlyMap<string, number>> {
  const { firstOn, head } = checked
  if (!firstOn) return new Map()
  const chain: string[] = []
  let after: { sequence: string | null; openingMinor: bigint | null } = {
    sequence: head.sequence,
    openingMinor: checked.openingMinor,
  }
  while (after.openingMinor !== null && chain.length < mostBack) {
    const candidates = await statementsThatEnd(sql, [marketplaceId, account.id, firstOn, after.openingMinor, chain])
    const before = candidates.find((one) => doesContinue(one, after))
    if (!before) break
    chain.push(before.id)
    after = before
  }
  if (chain.length === 0) return new Map()
  const rows = await sql.rows<{ lineKey: string; count: number }>(
    `SELECT line_key AS "lineKey", max(occurrence) AS count FROM (${linesOf}) lines GROUP BY line_key`,
    [marketplaceId, account.id, firstOn, chain],
  )
  return new Map(rows.map(({ lineKey, count }) => [lineKey, count]))
}

/** Those whose last line is of that day and whose closing balance is that amount, with what the day's lines make. */
function statementsThatEnd(sql: Sql, params: readonly unknown[]): Promise<Before[]> {
  const [marketplaceId, accountId, day, closing, seen] = params
  return sql.rows<Before>(
    `SELECT b.id, b.sequence, b.opening_minor AS "openingMinor", b.closing_minor AS "closingMinor",
       (SELECT coalesce(sum(l.amount_minor), 0)::bigint FROM bank_line l WHERE l.marketplace_id = $1 AND l.account_id = $2
          AND l.booked_on = $3::date AND (l.statement_id = b.id OR EXISTS (SELECT FROM bank_line_seen s
            WHERE s.marketplace_id = $1 AND s.statement_id = b.id AND s.line_id = l.id))) AS "sharedDayMinor"
     FROM bank_statement b WHERE b.marketplace_id = $1 AND b.bank_account_id = $2 AND b.last_on = $3::date
       AND b.closing_minor = $4 AND NOT b.id = ANY($5) ORDER BY b.imported_at DESC, b.id LIMIT 10`,
    [marketplaceId, accountId, day, closing, seen],
  )
}
