import { type CalendarDay, dayInZone } from '@/lib/domain/base/calendar-day'
import { dayOf, ordinalOf } from '@/lib/domain/matching/scoring/business-days'
import type { DatedRate } from '@/lib/domain/rates/dated-rate'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { ratesIn } from './rates-in'

export const shownDays = 30

/** Rates of the last thirty days between the currencies that this marketplace has to do with, the newest first. */
export async function listRates(ctx: Ctx): Promise<DatedRate[]> {
  const to = dayInZone(ctx.now, 'UTC')
  const rates = await inSql(ctx, async (sql) => {
    const currencies = await currenciesOf(sql, ctx.actor.marketplaceId)
    return ratesIn(sql, ctx.actor.marketplaceId, { from: dayOf(ordinalOf(to) - shownDays), to, currencies })
  })
  return rates.sort((a, b) => order(b.day, a.day) || order(a.from + a.to, b.from + b.to) || order(a.source, b.source))
}

/** The rate into `into` that is in force on a day, for each currency that has one. */
export async function ratesOn(ctx: Ctx, into: string, day: CalendarDay): Promise<Map<string, DatedRate>> {
  const rates = await inSql(ctx, async (sql) => {
    const currencies = await currenciesOf(sql, ctx.actor.marketplaceId)
    return ratesIn(sql, ctx.actor.marketplaceId, {
      from: day,
      to: day,
      currencies: [...new Set([...currencies, into])],
    })
  })
  const inForce = new Map<string, DatedRate>()
  for (const rate of rates) {
    const known = inForce.get(rate.from)
    if (rate.to === into && rate.day <= day && (!known || known.day <= rate.day)) inForce.set(rate.from, rate)
  }
  return inForce
}

async function currenciesOf(sql: Sql, marketplaceId: string): Promise<string[]> {
  const rows = await sql.rows<{ currency: string }>(
    `SELECT DISTINCT currency FROM ledger_balance WHERE marketplace_id = $1
     UNION SELECT currency FROM bank_account WHERE marketplace_id = $1
     UNION SELECT from_currency FROM fx_rate WHERE marketplace_id = $1
     UNION SELECT to_currency FROM fx_rate WHERE marketplace_id = $1
     UNION SELECT DISTINCT currency FROM daily_metric WHERE marketplace_id = $1`,
    [marketplaceId],
  )
  return rows.map(({ currency }) => currency)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
