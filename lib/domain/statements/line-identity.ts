import type { CalendarDay } from '../base/calendar-day'
import type { StatementLineFact } from './statement'

/**
 * What a line is, apart from where it stands: bank account, booked day, amount, currency, references and text. Two lines
 * with one identity are twins, told apart by their occurrence among the equals of their day; so overlapping statements
 * add nothing twice, and two coffees at one price on one day both stand. White space is how a file is laid out, no content.
 */
export function lineIdentity(bankAccountId: string, line: StatementLineFact): string {
  const { endToEndId, bankReference, transactionId, customerReference } = line.references
  const parts = [bankAccountId, line.bookedOn, String(line.amountMinor), line.currency]
  for (const text of [endToEndId, bankReference, transactionId, customerReference, line.text, line.counterparty])
    parts.push((text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim())
  return parts.map((part) => `${part.length}:${part}`).join('')
}

/** How many keys are remembered before whole days are forgotten, the one seen longest ago first. */
const mostKeys = 300_000

export type OccurrenceCounter = {
  /** 1 for the first of its kind on its day; null where that day was forgotten already: the file is not in order. */
  next(day: CalendarDay, key: string): number | null
}

/** Counts equals per day in bounded memory: a file of millions of lines must come in the order of its days. */
export function occurrenceCounter(most = mostKeys): OccurrenceCounter {
  const days = new Map<string, Map<string, number>>()
  const forgotten = new Set<string>()
  let size = 0
  return {
    next(day, key) {
      if (forgotten.has(day)) return null
      const counts = days.get(day) ?? new Map<string, number>()
      // Set anew, so that the map's own order is by last use.
      days.delete(day)
      days.set(day, counts)
      const count = (counts.get(key) ?? 0) + 1
      if (count === 1) size++
      counts.set(key, count)
      while (size > most && days.size > 1) {
        const [oldest, gone] = days.entries().next().value ?? ['', new Map()]
        days.delete(oldest)
        forgotten.add(oldest)
        size -= gone.size
      }
      return count
    },
  }
}
