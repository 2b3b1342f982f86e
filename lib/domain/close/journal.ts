import { assert } from '../base/assert'
import type { CalendarDay } from '../base/calendar-day'
import { accountFor, type ChartMap, type TargetAccount } from './chart-map'

/** What one root of the chart did on one day in one currency. */
export type DaySum = {
  readonly day: CalendarDay
  readonly currency: string
  readonly root: string
  readonly debitMinor: bigint
  readonly creditMinor: bigint
}

/** Debit or credit, never both; nothing stands at zero. */
export type JournalLine = TargetAccount & { readonly debitMinor: bigint; readonly creditMinor: bigint }

export type Journal = {
  readonly day: CalendarDay
  readonly currency: string
  readonly lines: readonly JournalLine[]
}

/**
 * Law: one journal per day and currency, and in each debits equal credits. Roots that share an account are one line; a
 * line whose debits and credits cancel is left out. The same sums make the same journals, whatever their order.
 */
export function journalsOf(sums: readonly DaySum[], map: ChartMap): Journal[] {
  const days = Map.groupBy(sums, ({ day, currency }) => `${day} ${currency}`)
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own
      const lines = linesOf(own, map)
      if (!first || lines.length === 0) return []
      const total = lines.reduce((sum, { debitMinor, creditMinor }) => sum + debitMinor - creditMinor, 0n)
      assert(total === 0n, `the journal of ${first.day} in ${first.currency} is off by ${total}`)
      return [{ day: first.day, currency: first.currency, lines }]
    })
}

function linesOf(sums: readonly DaySum[], map: ChartMap): JournalLine[] {
  const nets = new Map<string, TargetAccount & { net: bigint }>()
  for (const { root, debitMinor, creditMinor } of sums) {
    const account = accountFor(map, root)
    const key = `${account.number} ${account.name}`
    const line = nets.get(key) ?? { ...account, net: 0n }
    line.net += debitMinor - creditMinor
    nets.set(key, line)
  }
  return [...nets]
    .filter(([, { net }]) => net !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { number, name, net }]) => ({
      number,
      name,
      debitMinor: net > 0n ? net : 0n,
      creditMinor: net < 0n ? -net : 0n,
    }))
}

/** Whole journals into files of at most so many lines: a target may take no more at once. */
export function splitJournals(journals: readonly Journal[], maxLines: number): Journal[][] {
  const parts: Journal[][] = []
  let lines = maxLines
  for (const journal of journals) {
    if (lines + journal.lines.length > maxLines) {
      parts.push([])
      lines = 0
    }
    parts.at(-1)?.push(journal)
    lines += journal.lines.length
  }
  return parts
}
