import { calendarDay } from '../../base/calendar-day'
import { type Checked, statementCheck } from '../check-statement'
import type { StatementBalance, StatementEvent, StatementHead, StatementLineFact } from '../statement'

export const day = (text: string) => calendarDay(text)

export function balanceOf(minor: bigint, line: number, currency = 'eur'): StatementBalance {
  return { minor, currency, on: day('2026-10-31'), line }
}

export function headOf(over: Partial<StatementHead> = {}): StatementEvent {
  const names = { statementId: null, sequence: '7', page: '1', account: { number: 'DE1', form: 'other' } } as const
  const sums = { opening: balanceOf(100n, 2), closing: null, announcedLines: null }
  return { kind: 'statement', head: { line: 1, currency: 'eur', isContinued: false, ...names, ...sums, ...over } }
}

export function lineOf(line: number, amountMinor: bigint, over: Partial<StatementLineFact> = {}): StatementLineFact {
  const references = { endToEndId: null, bankReference: null, transactionId: null, customerReference: null }
  const plain = { valueOn: null, counterparty: null, bankCode: null, isReversal: false, runningMinor: null }
  return {
    line,
    amountMinor,
    bookedOn: day('2026-10-31'),
    currency: 'eur',
    text: `line ${line}`,
    references,
    ...plain,
    ...over,
  }
}

export function entryOf(line: number, amountMinor: bigint, over: Partial<StatementLineFact> = {}): StatementEvent {
  return { kind: 'entry', entry: lineOf(line, amountMinor, over) }
}

export function closingOf(minor: bigint, line: number, isFinal = true, currency = 'eur'): StatementEvent {
  return { kind: 'closing', balance: balanceOf(minor, line, currency), isFinal }
}

/** Holds the laws over a whole file. */
export function checkAll(events: readonly StatementEvent[]): Checked[] {
  const check = statementCheck()
  return [...events, { kind: 'end', line: 99 } as const].map((event) => check.take(event))
}

/** `line code` of everything that breaks. */
export function broken(events: readonly StatementEvent[]): string[] {
  return checkAll(events).flatMap(({ troubles }) => troubles.map(({ line, code }) => `${line} ${code}`))
}
