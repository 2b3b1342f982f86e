import { calendarDay } from '@/lib/domain/base/calendar-day'
import { intoCurrency } from '@/lib/domain/metrics/into-currency'
import { divideRounded } from '@/lib/domain/money/rounding'
import type { DatedRate } from '@/lib/domain/rates/dated-rate'
import { inSql } from '@/lib/server/db/transaction'
import { postLedger } from '@/lib/server/ledger/post-ledger'
import { dailyCosts, humanWork, keptSums } from '@/lib/server/metrics/performance'
import { type DayRange, figuresByDay, overviewFigures } from '@/lib/server/metrics/queries'
import type { Field, Ground } from '../ground'
import { makeHistory } from '../material/history'
import { elapsedMs, expectCount, median, note, print, scaled } from '../measure'

const quarter: DayRange = { from: calendarDay('2026-08-01'), to: calendarDay('2026-10-31') }
const month: DayRange = { from: calendarDay('2026-09-01'), to: calendarDay('2026-09-30') }
type Sum = { day: string; currency: string; revenue: bigint; volume: bigint }

/** Take rate from the sums that the ledger keeps, beside the same figures added up from a million movements. */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('metrics')
  const rows = scaled(1_000_000, 5_000)
  await makeHistory(field, rows, true)
  const ms = await elapsedMs(async () => expectCount('posted', (await postLedger(field.ctx)).transactions, rows))
  note(`${rows} movements posted in ${(ms / 1000).toFixed(1)} s`)
  const [byDay, byMonth, raw, rawMonth]: number[][] = [[], [], [], []]
  for (let turn = 0; turn < 7; turn++) {
    byDay?.push(await elapsedMs(() => figuresByDay(field.ctx, quarter, 'eur')))
    raw?.push(await elapsedMs(() => rawSums(field, quarter)))
    byMonth?.push(await elapsedMs(() => overviewFigures(field.ctx, month)))
    rawMonth?.push(await elapsedMs(() => rawSums(field, month)))
  }
  const fast = { unit: 'ms', lowerIsBetter: true, target: { atMost: 10 } } as const
  const days = { value: median(byDay ?? []), baseline: median(raw ?? []) }
  print({ name: 'take rate by day, a quarter, vs raw sum', ...days, ...fast })
  const months = { value: median(byMonth ?? []), baseline: median(rawMonth ?? []) }
  print({ name: 'take rate of a month vs raw sum', ...months, ...fast })
  await performance(field)
  await equality(field)
  await field.close()
}

/** Everything that the page of performance reads, beside the same sums out of movements and postings. */
async function performance(field: Field): Promise<void> {
  const [kept, raw]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < 7; turn++) {
    kept.push(
      await elapsedMs(() =>
        Promise.all([keptSums(field.ctx, quarter, 'eur'), humanWork(field.ctx, quarter, 'Europe/Berlin')]),
      ),
    )
    raw.push(await elapsedMs(() => Promise.all([rawSums(field, quarter), rawCosts(field, quarter)])))
  }
  const name = 'performance of a quarter, costs and margin, vs raw sum'
  const figures = { value: median(kept), baseline: median(raw) }
  print({ name, ...figures, unit: 'ms', lowerIsBetter: true, target: { atMost: 100 } })
  await converted(field)
  const sums = new Map(
    (await rawCosts(field, quarter)).map((row) => [`${row.day} ${row.account} ${row.currency}`, row.minor]),
  )
  if (sums.size === 0) throw new Error('no cost was made: there is nothing to compare')
  note(`${sums.size} days × accounts × currencies of costs compared`)
  let difference = 0n
  for (const { day, ledgerAccount, currency, minor } of await dailyCosts(field.ctx, quarter)) {
    difference += distance(minor, sums.get(`${day} ${ledgerAccount} ${currency}`) ?? 0n)
    sums.delete(`${day} ${ledgerAccount} ${currency}`)
  }
  for (const minor of sums.values()) difference += distance(minor, 0n)
  print({ name: 'costs by day, kept less raw', value: Number(difference), unit: 'minor units', target: { atMost: 0 } })
}

/** The same read, brought into one currency at a rate for each day, as the page shows it first. */
async function converted(field: Field): Promise<void> {
  const days = [...new Set((await keptSums(field.ctx, quarter, 'eur')).metrics.map(({ day }) => day))]
  const rates: DatedRate[] = ['usd', 'jpy'].flatMap((from) =>
    days.map((day) => ({ from, to: 'eur', day, rate: from === 'usd' ? '0.92' : '0.0061', source: 'booked' as const })),
  )
  const ms: number[] = []
  for (let turn = 0; turn < 7; turn++)
    ms.push(
      await elapsedMs(async () => {
        const { metrics, costs } = await keptSums(field.ctx, quarter, 'eur')
        const { used } = intoCurrency('eur', metrics, costs, rates)
        if (used.some(({ missing }) => missing > 0)) throw new Error('a day had no rate')
      }),
    )
  const name = 'performance of a quarter, in one currency'
  print({ name, value: median(ms), unit: 'ms', lowerIsBetter: true, target: { atMost: 100 } })
}

type Cost = { day: string; account: string; currency: string; minor: bigint }

/** Debits less credits of the platform's cost accounts, straight from the postings. */
function rawCosts({ ctx }: Field, range: DayRange): Promise<Cost[]> {
  return inSql(ctx, (sql) =>
    sql.rows<Cost>(
      `SELECT (p.occurred_at AT TIME ZONE 'Europe/Berlin')::date::text AS day, s.account, p.currency,
         sum(s.sign * p.amount_minor)::bigint AS minor
       FROM ledger_posting p CROSS JOIN LATERAL (VALUES (p.debit, 1), (p.credit, -1)) s (account, sign)
       WHERE p.marketplace_id = $1 AND p.occurred_at >= $2::date::timestamp AT TIME ZONE 'Europe/Berlin'
         AND p.occurred_at < ($3::date + 1)::timestamp AT TIME ZONE 'Europe/Berlin'
         AND (s.account IN ('stripe_fees:platform', 'passthrough_fees:platform', 'network_costs:platform', 'disputes:platform',
           'fx_differences:platform', 'taxes:platform', 'taxes_on_fees:platform', 'withheld_tax:platform')
           OR s.account LIKE 'write_offs:%') GROUP BY 1, 2, 3`,
      [ctx.actor.marketplaceId, range.from, range.to],
    ),
  )
}

/** Every day and currency, revenue and volume, to the last minor unit; and the month's rate to the basis point. */
async function equality(field: Field): Promise<void> {
  const raw = await rawSums(field, quarter)
  let [difference, compared] = [0n, 0]
  for (const currency of ['eur', 'usd', 'jpy']) {
    const kept = new Map(
      (await figuresByDay(field.ctx, quarter, currency)).map((figures) => [figures.day as string, figures]),
    )
    for (const sum of raw.filter((row) => row.currency === currency)) {
      const figures = kept.get(sum.day)
      difference +=
        distance(figures?.revenueMinor ?? 0n, sum.revenue) + distance(figures?.volumeMinor ?? 0n, sum.volume)
      compared += 1
      kept.delete(sum.day)
    }
    difference += BigInt(kept.size)
  }
  note(`${compared} days × currencies compared`)
  print({
    name: 'take rate, kept less raw, all days',
    value: Number(difference),
    unit: 'minor units',
    target: { atMost: 0 },
  })
  let off = 0n
  for (const { currency, takeRateBp } of await overviewFigures(field.ctx, month)) {
    const days = (await rawSums(field, month)).filter((sum) => sum.currency === currency)
    const [revenue, volume] = [total(days.map((sum) => sum.revenue)), total(days.map((sum) => sum.volume))]
    off += distance(takeRateBp ?? 0n, divideRounded(revenue * 10_000n, volume, 'half_even'))
  }
  print({
    name: 'take rate of a month, kept less raw',
    value: Number(off),
    unit: 'basis points',
    target: { atMost: 0 },
  })
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

/** (fees + retained − given back) and (captured − refunded), straight from the movements, without the domain. */
function rawSums({ ctx }: Field, range: DayRange): Promise<Sum[]> {
  return inSql(ctx, (sql) =>
    sql.rows<Sum>(
      `SELECT (created AT TIME ZONE 'Europe/Berlin')::date::text AS day, currency, sum(amount_minor)::bigint AS revenue,
         coalesce(sum(amount_minor) FILTER (WHERE reporting_category IN ('charge', 'refund')), 0)::bigint AS volume
       FROM balance_transaction WHERE marketplace_id = $1
         AND reporting_category IN ('charge', 'refund', 'platform_earning', 'transfer')
         AND created >= $2::date::timestamp AT TIME ZONE 'Europe/Berlin'
         AND created < ($3::date + 1)::timestamp AT TIME ZONE 'Europe/Berlin'
       GROUP BY 1, 2`,
      [ctx.actor.marketplaceId, range.from, range.to],
    ),
  )
}
