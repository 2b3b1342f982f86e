const DAY = 86_400

/**
 * Days on which a currency's banks do not book, Monday to Friday, as published for 2026 and 2027: TARGET (ECB), the
 * Federal Reserve's holiday schedule, and the bank holidays of England and Wales. Later years know weekends alone.
 */
const HOLIDAYS: Readonly<Record<string, ReadonlySet<string>>> = {
  eur: days('2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-12-25 2027-01-01 2027-03-26 2027-03-29'),
  usd: days(
    `2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25
    2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25`,
  ),
  gbp: days(
    `2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28`,
  ),
}

/** The midnight (UTC) at which the day of `at` begins. Days are told by it. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY) * DAY
}

export function isBusinessDay(day: number, currency: string): boolean {
  const weekday = new Date(day * 1000).getUTCDay()
  return weekday !== 0 && weekday !== 6 && HOLIDAYS[currency]?.has(isoDay(day)) !== true
}

/** The nth business day that follows `day`; `day` itself for n = 0. */
export function businessDayAfter(day: number, n: number, currency: string): number {
  let at = day
  for (let left = n; left > 0; ) {
    at += DAY
    if (isBusinessDay(at, currency)) left -= 1
  }
  return at
}

/** The latest business day before `day`. */
export function businessDayBefore(day: number, currency: string): number {
  let at = day - DAY
  while (!isBusinessDay(at, currency)) at -= DAY
  return at
}

/** `day`, or the first business day that follows it. */
export function nextOpenDay(day: number, currency: string): number {
  return isBusinessDay(day, currency) ? day : businessDayAfter(day, 1, currency)
}

export function isoDay(day: number): string {
  return new Date(day * 1000).toISOString().slice(0, 10)
}

function days(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
