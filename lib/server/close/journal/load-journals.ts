import { chartMap, type Target } from '@/lib/domain/close/chart-map'
import { type DaySum, type Journal, journalsOf, splitJournals } from '@/lib/domain/close/journal'
import { layouts } from '@/lib/domain/close/journal-layout'
import { byRoot } from '@/lib/domain/close/trial-balance'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { naturalId } from '../../digest/natural-id'
import { bookedDay, inMonth, placeParams } from '../period-sums'
import { listClosedBalances } from '../queries'
import type { PeriodRow } from '../rows'
import { listChartEdits } from './map-account'

/** A closed month as journals of one currency, in files of as many lines as the target takes. */
export async function loadJournals(
  ctx: Ctx,
  period: PeriodRow,
  target: Target,
  currency: string,
): Promise<Journal[][]> {
  const sums = (await sumDays(ctx, period)).filter((sum) => sum.currency === currency)
  await holdAgainstClosing(ctx, period, currency, sums)
  return splitJournals(journalsOf(sums, chartMap(target, await listChartEdits(ctx))), layouts[target].maxLines)
}

/**
 * The same month, day, currency and account have the same id, whenever the file is written: importing it again finds
 * what is there. QuickBooks takes 21 characters.
 */
export function externalIdOf(ctx: Ctx, { scope, month }: PeriodRow, { day, currency }: Journal): string {
  return naturalId('cf', ctx.actor.marketplaceId, scope, month, day, currency).slice(0, 19)
}

async function sumDays(ctx: Ctx, { scope, month, zone }: PeriodRow): Promise<DaySum[]> {
  const place = { marketplaceId: ctx.actor.marketplaceId, scope, month, zone }
  return inSql(ctx, (sql) =>
    sql.rows<DaySum>(
      `WITH pairs AS MATERIALIZED (
         SELECT (${bookedDay})::text AS day, p.currency, split_part(p.debit, ':', 1) AS debit,
           split_part(p.credit, ':', 1) AS credit, sum(p.amount_minor) AS minor
         FROM ledger_posting p WHERE ${inMonth} GROUP BY 1, 2, 3, 4)
       SELECT day, currency, root, sum(debit)::bigint AS "debitMinor", sum(credit)::bigint AS "creditMinor"
       FROM (SELECT day, currency, debit AS root, minor AS debit, 0 AS credit FROM pairs
         UNION ALL SELECT day, currency, credit, 0, minor FROM pairs) sides
       GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      placeParams(place),
    ),
  )
}

/** A file leaves the house only if, root by root, it is what was closed. */
async function holdAgainstClosing(
  ctx: Ctx,
  period: PeriodRow,
  currency: string,
  sums: readonly DaySum[],
): Promise<void> {
  const closed = byRoot(await listClosedBalances(ctx, period)).filter((row) => row.currency === currency)
  const moved = new Map(closed.map((row) => [row.ledgerAccount, row.debitMinor - row.creditMinor]))
  for (const { root, debitMinor, creditMinor } of sums) {
    moved.set(root, (moved.get(root) ?? 0n) - debitMinor + creditMinor)
  }
  const off = [...moved].filter(([, minor]) => minor !== 0n)
  if (off.length > 0)
    throw new Error(`Journals of ${period.month} differ from what was closed: ${off[0]?.join(' by ')}`)
}
