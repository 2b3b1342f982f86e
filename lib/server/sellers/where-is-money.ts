import { type CalendarDay, dayInZone } from '@/lib/domain/base/calendar-day'
import { type MoneyPlace, whereIsMoney } from '@/lib/domain/sellers/where-is-money'
import { getMarketplace } from '../access/queries'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import type { SellerFacts } from './queries'
import { ofAccount, placeOf } from './seller-statement'

const daysShown = 14
const payoutsShown = 20

/** The answer to "where is my money", per currency of the account, from what Stripe last said. */
export async function findSellerMoney(ctx: Ctx, seller: SellerFacts): Promise<MoneyPlace[]> {
  const { reportingZone } = await getMarketplace(ctx)
  return inSql(ctx, async (sql) => {
    const places: MoneyPlace[] = []
    for (const currency of seller.currencies) {
      const place = placeOf(ctx, { ...seller, currency })
      places.push(
        ...whereIsMoney({
          currency,
          availableMinor: await availableOf(sql, place),
          pending: await pendingOf(sql, place, ctx.now),
          payouts: await payoutsOf(sql, place, reportingZone),
          payoutsEnabled: seller.payoutsEnabled,
          interval: seller.interval,
          today: dayInZone(ctx.now, reportingZone),
        }),
      )
    }
    return places
  })
}

async function availableOf(sql: Sql, place: unknown[]): Promise<bigint> {
  const [row] = await sql.rows<{ minor: bigint }>(
    `SELECT coalesce(provider_available_minor, provider_minor, ledger_minor) AS minor FROM balance_proof
     WHERE marketplace_id = $1 AND account_id = $2 AND currency = $3 AND provider = $4 AND livemode = $5
       AND balance_type = 'payments'`,
    place,
  )
  return row?.minor ?? 0n
}

/** `available_on` is midnight UTC at Stripe: its day is the UTC day. Payouts have left already; they are told by themselves. */
function pendingOf(sql: Sql, place: unknown[], now: Date): Promise<{ day: CalendarDay; amountMinor: bigint }[]> {
  return sql.rows(
    `SELECT to_char(b.available_on AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(b.net_minor)::bigint AS "amountMinor"
     FROM ${ofAccount} AND b.available_on > $6 AND b.reporting_category NOT IN ('payout', 'payout_reversal')
     GROUP BY 1 ORDER BY 1 LIMIT ${daysShown}`,
    [...place, now],
  )
}

async function payoutsOf(sql: Sql, place: unknown[], zone: string) {
  type Row = { id: string; amountMinor: bigint; status: string | null; created: Date; arrival: string | null }
  const rows = await sql.rows<Row>(
    `SELECT id, amount_minor AS "amountMinor", status, created,
       to_char(to_timestamp((raw->>'arrival_date')::float8) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS arrival
     FROM provider_object WHERE marketplace_id = $1 AND account_id = $2 AND currency = $3 AND provider = $4 AND livemode = $5
       AND object_type = 'payout' ORDER BY created DESC, id DESC LIMIT ${payoutsShown}`,
    place,
  )
  return rows.map(({ created, status, arrival, ...row }) => ({
    ...row,
    status: status ?? 'unknown',
    created: dayInZone(created, zone),
    arrival: arrival as CalendarDay | null,
  }))
}
