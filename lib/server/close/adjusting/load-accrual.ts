import { type AccrualFacts, type AccrualRule, accruals } from '@/lib/domain/close/adjusting/accrue-fee'
import { firstDay, type Month, nextMonth, previousMonth } from '@/lib/domain/close/period'
import type { Sql } from '../../db/transaction'

type Asked = { marketplaceId: string; month: Month; zone: string; currency: string; rule: AccrualRule }

/** The bill that came in this month, and what was captured in the month it was for and in this one. */
export async function loadAccrual(
  sql: Sql,
  { marketplaceId, month, zone, currency, rule }: Asked,
): Promise<AccrualFacts> {
  const [bill] = await sql.rows<{ minor: bigint }>(
    `SELECT coalesce(-sum(b.net_minor), 0)::bigint AS minor FROM balance_transaction b
     JOIN provider_connection c ON c.marketplace_id = b.marketplace_id AND c.account_id = b.account_id
       AND c.provider = b.provider AND c.livemode = b.livemode
     WHERE b.marketplace_id = $1 AND b.currency = $2 AND b.reporting_category = $3
       AND b.created >= $4::timestamp AT TIME ZONE $6 AND b.created < $5::timestamp AT TIME ZONE $6`,
    [marketplaceId, currency, accruals[rule].category, firstDay(month), firstDay(nextMonth(month)), zone],
  )
  const volumes = await sql.rows<{ before: boolean; minor: bigint }>(
    `SELECT day < $4::date AS before, sum(captured_minor)::bigint AS minor FROM daily_metric
     WHERE marketplace_id = $1 AND currency = $2 AND day >= $3::date AND day < $5::date GROUP BY 1`,
    [marketplaceId, currency, firstDay(previousMonth(month)), firstDay(month), firstDay(nextMonth(month))],
  )
  const volumeOf = (before: boolean) => volumes.find((row) => row.before === before)?.minor ?? 0n
  const [volumeBeforeMinor, volumeMinor] = [volumeOf(true), volumeOf(false)]
  return { rule, currency, billedMinor: bill?.minor ?? 0n, volumeBeforeMinor, volumeMinor }
}
