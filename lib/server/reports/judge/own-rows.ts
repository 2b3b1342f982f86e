import { isOfPayouts } from '@/lib/domain/reports/report'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import type { ReportScope } from './stage-report'

/**
 * The stored rows that the export should hold, in a table of this transaction: activity without payouts, the Dashboard's
 * list with them, or what the automatic payouts that take effect in the period consist of.
 */
export async function takeOwnRows(sql: Sql, ctx: Ctx, scope: ReportScope): Promise<void> {
  const { kind } = scope
  const range = `b.created >= $5 AND b.created < $6`
  const activity = `${range} AND b.reporting_category NOT IN ('payout', 'payout_reversal')`
  const nothing = `${range} AND false`
  const items = `p.payout_id IS NOT NULL AND NOT (b.reporting_category = 'payout' AND b.source_id = p.payout_id)`
  const which = {
    ...{ activity, connected_activity: activity },
    ...{ payout_items: items, connected_payout_items: items },
    ...{ summary: nothing, connected_summary: nothing },
    dashboard: range,
  }[kind]
  const payout = isOfPayouts(kind) ? 'p.payout_id' : 'NULL::text'
  await sql.run(
    `CREATE TEMP TABLE own_row (account_id text, id text, amount bigint, fee bigint, net bigint, currency text,
       category text, type text, created timestamptz, available_on timestamptz, payout_id text) ON COMMIT DROP`,
  )
  await sql.run(
    `INSERT INTO own_row
     SELECT b.account_id, b.id, b.amount_minor, b.fee_minor, b.net_minor, b.currency, b.reporting_category, b.type,
       b.created, b.available_on, ${payout}
     FROM balance_transaction b ${isOfPayouts(kind) ? itemsOfPeriod : ''}
     WHERE b.marketplace_id = $1 AND b.provider = $2 AND b.livemode = $3 AND ${ofAccount('b')} AND ${which}`,
    scopeParams(ctx, scope),
  )
  await sql.run('ANALYZE own_row')
}

/** `$1`–`$6`: tenant, provider, livemode, account or null, from, to. */
export function scopeParams(ctx: Ctx, { provider, livemode, accountId, period }: ReportScope): unknown[] {
  return [ctx.actor.marketplaceId, provider, livemode, accountId, period.from, period.to]
}

export function ofAccount(row: string): string {
  return `(${row}.account_id = $4 OR ($4::text IS NULL AND EXISTS (SELECT FROM provider_account a
    WHERE a.marketplace_id = $1 AND a.provider = $2 AND a.livemode = $3 AND a.account_id = ${row}.account_id
      AND NOT a.is_platform)))`
}

/** An automatic payout takes effect when its row becomes available: that day it is in Stripe's report. */
const itemsOfPeriod = `JOIN (
    SELECT i.money_key, i.account_id, i.balance_transaction_id, i.payout_id FROM payout_item i
    CROSS JOIN LATERAL (SELECT available_on FROM balance_transaction WHERE money_key = 'stripe:' || i.payout_id
      AND marketplace_id = $1 AND account_id = i.account_id AND reporting_category = 'payout' OFFSET 0) own
    WHERE i.marketplace_id = $1 AND own.available_on >= $5 AND own.available_on < $6
  ) p ON p.money_key = b.money_key AND p.account_id = b.account_id AND p.balance_transaction_id = b.id`
