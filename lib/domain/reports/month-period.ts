import { ok, type Result, refuse } from '../base/result'
import type { Period } from './report'

/** A calendar month in UTC, as Stripe's reports cut it; the running one up to the beginning of today. */
export function monthPeriod(month: string, now: Date): Result<Period, 'not_a_month' | 'not_begun'> {
  const parts = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(month)
  if (!parts) return refuse('not_a_month')
  const [year, index] = [Number(parts[1]), Number(parts[2]) - 1]
  const from = new Date(Date.UTC(year, index, 1))
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const to = new Date(Math.min(Date.UTC(year, index + 1, 1), today))
  return from < to ? ok({ from, to }) : refuse('not_begun')
}

/** The last months that have begun, newest first: `2026-10`. */
export function recentMonths(now: Date, count: number): string[] {
  const all = Array.from({ length: count + 1 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  )
  return all.filter((month) => monthPeriod(month, now).ok).slice(0, count)
}
