import type { Target } from '@/lib/domain/close/chart-map'
import type { Journal } from '@/lib/domain/close/journal'
import { layouts } from '@/lib/domain/close/journal-layout'
import type { Ctx } from '../../context'
import { csvLines, decimalCell } from '../../documents/csv'
import type { PeriodRow } from '../rows'
import { externalIdOf } from './load-journals'

/** One file as the target imports it; the same journals are the same bytes. */
export function journalCsv(ctx: Ctx, period: PeriodRow, target: Target, journals: readonly Journal[]): Buffer {
  const { heads, row } = layouts[target]
  const lines = journals.flatMap((journal) => {
    const externalId = externalIdOf(ctx, period, journal)
    return journal.lines.map((line) =>
      row(journal, line, externalId).map((cell) =>
        typeof cell === 'string' ? cell : decimalCell(cell.minor, cell.currency),
      ),
    )
  })
  // Xero's heads begin with a star, which no sheet computes.
  return csvLines([[...heads], ...lines])
}
