import { everySeller, isSummary, type SummaryLine } from '@/lib/domain/reports/report'
import type { PeriodSums } from '@/lib/domain/reports/verdict'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { ofAccount, scopeParams } from './own-rows'
import type { ReportScope } from './stage-report'

export type AccountSums = PeriodSums & { accountId: string; currency: string }

/**
 * Opening, change and closing of the period from the stored rows, per account and currency. A summary counts an automatic
 * payout when it takes effect, and so do we then; a list counts every row when it was made. Openings that were assumed
 * for the time before our first row are part of both ends.
 */
export async function sumPeriod(
  sql: Sql,
  ctx: Ctx,
  scope: ReportScope,
  summary: readonly SummaryLine[],
): Promise<AccountSums[]> {
  const rows = await sql.rows<Row>(
    `WITH ours AS (
       SELECT b.account_id, b.currency, b.net_minor AS net, ${isSummary(scope.kind) ? effective : 'b.created'} AS at
       FROM balance_transaction b ${isSummary(scope.kind) ? withPayout : ''}
       WHERE b.marketplace_id = $1 AND b.provider = $2 AND b.livemode = $3 AND ${ofAccount('b')}
     ), ends AS (
       SELECT account_id, currency, coalesce(sum(net) FILTER (WHERE at < $5), 0)::bigint AS opening,
         coalesce(sum(net) FILTER (WHERE at < $6), 0)::bigint AS closing
       FROM ours GROUP BY 1, 2
     ), assumed AS (
       SELECT p.account_id, p.currency, sum(p.opening_minor)::bigint AS minor FROM balance_proof p
       WHERE p.marketplace_id = $1 AND p.provider = $2 AND p.livemode = $3 AND ${ofAccount('p')} GROUP BY 1, 2
     ), own AS (SELECT account_id, currency, sum(net)::bigint AS net FROM own_row GROUP BY 1, 2),
     theirs AS (SELECT account_id, currency, sum(net)::bigint AS net FROM report_row GROUP BY 1, 2)
     SELECT account_id AS "accountId", currency, coalesce(opening, 0) + coalesce(a.minor, 0) AS "openingMinor",
       coalesce(closing, 0) + coalesce(a.minor, 0) AS "closingMinor", coalesce(o.net, 0) AS "ownMinor",
       coalesce(t.net, 0) AS "theirMinor"
     FROM ends FULL JOIN theirs t USING (account_id, currency) LEFT JOIN own o USING (account_id, currency)
       LEFT JOIN assumed a USING (account_id, currency)
     ORDER BY 1, 2`,
    scopeParams(ctx, scope),
  )
  return isSummary(scope.kind) ? againstSummary(scope, rows, summary) : rows.map(againstRows)
}

type Row = {
  accountId: string
  currency: string
  openingMinor: bigint
  closingMinor: bigint
  ownMinor: bigint
  theirMinor: bigint
}

const withPayout = `LEFT JOIN provider_object o ON o.money_key = b.money_key AND o.marketplace_id = b.marketplace_id
  AND o.account_id = b.account_id AND o.id = b.source_id AND o.object_type = 'payout'`
const effective = `CASE WHEN b.reporting_category = 'payout' AND o.raw->>'automatic' = 'true'
  THEN b.available_on ELSE b.created END`

/** A list says no ends: its sum has to be ours. */
function againstRows({ accountId, currency, openingMinor, closingMinor, ownMinor, theirMinor }: Row): AccountSums {
  const theirs = { theirOpeningMinor: null, theirNetMinor: theirMinor, theirClosingMinor: null }
  return { accountId, currency, openingMinor, netMinor: ownMinor, closingMinor, ...theirs }
}

/** A currency that only one side knows stands at zero on the other. */
function againstSummary(
  { accountId }: ReportScope,
  rows: readonly Row[],
  summary: readonly SummaryLine[],
): AccountSums[] {
  const currencies = [...new Set([...rows, ...summary].map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency)
    const openingMinor = own.reduce((sum, row) => sum + row.openingMinor, 0n)
    const closingMinor = own.reduce((sum, row) => sum + row.closingMinor, 0n)
    const told = (category: SummaryLine['category']) =>
      summary
        .filter((line) => line.category === category && line.currency === currency)
        .reduce((n, l) => n + l.minor, 0n)
    return {
      accountId: accountId ?? everySeller,
      currency,
      openingMinor,
      netMinor: closingMinor - openingMinor,
      closingMinor,
      theirOpeningMinor: told('starting_balance'),
      theirNetMinor: told('activity') + told('payouts'),
      theirClosingMinor: told('ending_balance'),
    }
  })
}
