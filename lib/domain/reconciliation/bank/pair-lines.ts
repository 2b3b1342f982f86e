import type { CalendarDay } from '../../base/calendar-day'
import { assignBlock } from '../../matching/assignment/assign-block'
import { compareText } from '../../matching/row'
import {
  addBusinessDays,
  type BusinessCalendar,
  businessNumbers,
  dayOf,
  ordinalOf,
} from '../../matching/scoring/business-days'
import { type BankFacts, type BankMovement, movementKey, type StripeLine } from './facts'

/** One calendar day is a matter of time zones; after five business days a bank has booked what it will book. */
const windowBusinessDays = 5
/** A pair is worth more than any distance within the window, so that most pairs come first and fewest days second. */
const pairWorth = 200
/** Most failed payouts never reached the bank: a line is sooner another's, however near the failed one's day it is. */
const failedWorth = 140

/** The days on which what is due on `day` may be booked. */
export function windowOf(day: CalendarDay, calendar: BusinessCalendar): { first: CalendarDay; last: CalendarDay } {
  return { first: dayOf(ordinalOf(day) - 1), last: addBusinessDays(day, windowBusinessDays, calendar) }
}

export type LinePair = { movement: BankMovement; line: StripeLine }
/** Movements that two equally good solutions pair differently, and the lines in question. */
export type Contest = { movements: BankMovement[]; lines: StripeLine[] }
export type Pairing = { pairs: LinePair[]; contests: Contest[] }

/**
 * Ties lines to movements so that as many pairs as possible are made, of failed payouts as few as possible, and among
 * those so that the business days between them are fewest; abstains wherever another solution is as good (docs/findings.md, "The bank"). Amounts must be equal, so
 * each amount is a block of its own. The order of the input decides nothing.
 */
export function pairLines(facts: BankFacts, calendar: BusinessCalendar): Pairing {
  const pairing: Pairing = { pairs: [], contests: [] }
  const lines = Map.groupBy(facts.lines, ({ amountMinor }) => amountMinor)
  const isTraced = tracesIn(facts)
  for (const [amount, movements] of Map.groupBy(facts.movements.filter(mayBeBooked), (m) => m.amountMinor)) {
    pairBlock(
      pairing,
      inOrder(movements, movementKey),
      inOrder(lines.get(amount) ?? [], ({ id }) => id),
      isTraced,
      calendar,
    )
  }
  const byKey = (a: LinePair, b: LinePair) => compareText(movementKey(a.movement), movementKey(b.movement))
  return { ...pairing, pairs: pairing.pairs.sort(byKey) }
}

/** What was called off never reaches a bank; what failed may have, before it came back. */
function mayBeBooked({ kind, status }: BankMovement): boolean {
  return kind === 'topup' ? status === 'succeeded' : kind === 'return' || status !== 'canceled'
}

function pairBlock(
  pairing: Pairing,
  movements: readonly BankMovement[],
  lines: readonly StripeLine[],
  isTraced: Traces,
  calendar: BusinessCalendar,
): void {
  if (lines.length === 0) return
  const numberOf = businessNumbers(calendar)
  const gains = new Uint8Array(movements.length * lines.length)
  movements.forEach((movement, row) => {
    const { first, last } = windowOf(movement.day, calendar)
    const worth = movement.kind === 'payout' && movement.status === 'failed' ? failedWorth : pairWorth
    lines.forEach((line, column) => {
      if (line.bookedOn < first || line.bookedOn > last || !isTraced(movement, line)) return
      gains[row * lines.length + column] = worth - Math.abs(numberOf(line.bookedOn) - numberOf(movement.day))
    })
  })
  const verdict = assignBlock({ rows: movements.length, columns: lines.length, gains }, 0)
  for (const [row, column] of verdict.pairs) pairing.pairs.push({ movement: movements[row]!, line: lines[column]! })
  for (const { rows, columns } of verdict.contested) {
    pairing.contests.push({
      movements: rows.map((row) => movements[row]!),
      lines: columns.map((column) => lines[column]!),
    })
  }
}

/** Whether trace ids allow this pair: a line that names one is that movement's alone, and it takes no other. */
type Traces = (movement: BankMovement, line: StripeLine) => boolean

function tracesIn({ movements, lines }: BankFacts): Traces {
  const traces = [...new Set(movements.flatMap(({ traceId }) => (traceId ? plain(traceId) : [])))]
  const named = new Map(
    lines.map((line) => {
      // No trace holds a bar: it cannot begin in one word and end in the next.
      const said = line.words.map(plain).join('|')
      return [line.id, traces.filter((trace) => said.includes(trace))]
    }),
  )
  const held = new Set([...named.values()].flat())
  return ({ traceId }, { id }) => {
    const own = traceId === null ? null : plain(traceId)
    const said = named.get(id) ?? []
    if (said.length > 0) return own !== null && said.includes(own)
    return own === null || !held.has(own)
  }
}

/** Banks change the case of a reference and put spaces into it. */
function plain(text: string): string {
  return text.replace(/\s/g, '').toUpperCase()
}

function inOrder<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return items.toSorted((a, b) => compareText(keyOf(a), keyOf(b)))
}
