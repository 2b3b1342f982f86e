import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { Sql } from '../../db/transaction'

type Covering = { from: CalendarDay; to: CalendarDay; openingMinor: bigint | null; closingMinor: bigint | null }

/**
 * The days that an account's statements cover, apart where a statement is missing. One statement goes on where another
 * ended if their days meet or its opening balance is the other's closing balance: between them nothing was booked, on
 * weekends and holidays as well as on quiet days.
 */
export async function coveredDays(
  sql: Sql,
  marketplaceId: string,
  bankAccountId: string,
): Promise<{ from: CalendarDay; to: CalendarDay }[]> {
  // MT940 dates its opening balance by the day before; whatever a format does, a first line is on a covered day.
  const statements = await sql.rows<Covering>(
    `SELECT least(first_on, opening_on + CASE WHEN format = 'mt940' THEN 1 ELSE 0 END)::text AS "from",
       greatest(last_on, closing_on)::text AS "to", opening_minor AS "openingMinor", closing_minor AS "closingMinor"
     FROM bank_statement WHERE marketplace_id = $1 AND bank_account_id = $2
       AND coalesce(first_on, opening_on) IS NOT NULL AND coalesce(last_on, closing_on) IS NOT NULL
     ORDER BY 1, 2, id`,
    [marketplaceId, bankAccountId],
  )
  const covered: Covering[] = []
  for (const next of statements) {
    const last = covered.at(-1)
    if (!last || !goesOn(last, next)) covered.push({ ...next })
    else if (next.to >= last.to) Object.assign(last, { to: next.to, closingMinor: next.closingMinor })
  }
  return covered.map(({ from, to }) => ({ from, to }))
}

function goesOn(before: Covering, { from, openingMinor }: Covering): boolean {
  return from <= dayAfter(before.to) || (openingMinor !== null && openingMinor === before.closingMinor)
}

function dayAfter(day: CalendarDay): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
