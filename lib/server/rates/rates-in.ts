import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { exponentOf } from '@/lib/domain/money/money'
import { type DatedRate, rateHoldsDays } from '@/lib/domain/rates/dated-rate'
import { shiftDecimal } from '@/lib/domain/rates/shift-decimal'
import type { Sql } from '../db/transaction'

type Wanted = { from: CalendarDay; to: CalendarDay; currencies: readonly string[] }

/**
 * The rates between some currencies that may be in force in these days: what Stripe converted at, the last of each day,
 * and what people entered, which goes before it on the same day. Sorted, the stronger one of a day last.
 */
export async function ratesIn(sql: Sql, marketplaceId: string, { from, to, currencies }: Wanted): Promise<DatedRate[]> {
  const params = [marketplaceId, currencies, from, to]
  const booked = await sql.rows<DatedRate>(bookedSql, params)
  const entered = await sql.rows<DatedRate>(enteredSql, params)
  return [...booked.flatMap(perUnit), ...entered]
}

/** Stripe's rate is between minor units: 100 cents × 1.6 are 160 yen. Ours is between units. */
function perUnit(booked: DatedRate): DatedRate[] {
  const [from, to] = [exponentOf(booked.from), exponentOf(booked.to)]
  if (!from.ok || !to.ok || !/^\d+(\.\d+)?$/.test(booked.rate)) return []
  return [{ ...booked, rate: shiftDecimal(booked.rate, from.value - to.value) }]
}

/** Stripe: the amount in the source's currency times `exchange_rate` is the amount of the balance transaction. */
const bookedSql = `
  SELECT DISTINCT ON (o.currency, t.currency, (t.created AT TIME ZONE 'UTC')::date) o.currency AS "from", t.currency AS "to",
    (t.created AT TIME ZONE 'UTC')::date::text AS day, t.exchange_rate AS rate, 'booked' AS source
  FROM balance_transaction t JOIN provider_object o ON o.money_key = t.money_key AND o.marketplace_id = $1
    AND o.account_id = t.account_id AND o.id = t.source_id
  WHERE t.marketplace_id = $1 AND t.currency = ANY ($2) AND t.exchange_rate IS NOT NULL
    AND t.created >= $3::date - ${rateHoldsDays} AND t.created < $4::date + 1
    AND o.currency = ANY ($2) AND o.currency <> t.currency
  ORDER BY o.currency, t.currency, (t.created AT TIME ZONE 'UTC')::date, t.created DESC, t.id`

const enteredSql = `
  SELECT from_currency AS "from", to_currency AS "to", day::text AS day, rate, source FROM fx_rate
  WHERE marketplace_id = $1 AND from_currency = ANY ($2) AND to_currency = ANY ($2)
    AND day >= $3::date - ${rateHoldsDays} AND day <= $4::date
  ORDER BY from_currency, to_currency, day`
