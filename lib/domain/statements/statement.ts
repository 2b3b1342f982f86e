import type { CalendarDay } from '../base/calendar-day'
import type { StatementTrouble } from './trouble'

export const statementFormats = ['camt053', 'mt940', 'csv'] as const
export type StatementFormat = (typeof statementFormats)[number]

/** The account as the bank writes it; `number` without spaces, in upper case. */
export type WrittenAccount = { number: string; form: 'iban' | 'other' }

/** A balance in Stripe's minor units, credit positive; `on` where the file says so. */
export type StatementBalance = { minor: bigint; currency: string; on: CalendarDay | null; line: number }

/** What stands above the lines. A CSV file has neither account nor balances: they are null. */
export type StatementHead = {
  /** Line of the file on which the statement, or this page of it, begins. */
  line: number
  account: WrittenAccount | null
  currency: string | null
  /** The bank's own name and number of the statement. */
  statementId: string | null
  sequence: string | null
  page: string | null
  /** This page goes on where the one before it ended. */
  isContinued: boolean
  opening: StatementBalance | null
  /** Only where the file says it above the lines, as camt.053 does. */
  closing: StatementBalance | null
  /** How many lines the file itself announces. */
  announcedLines: number | null
}

export type LineReferences = {
  endToEndId: string | null
  /** The bank's own name of the movement. */
  bankReference: string | null
  transactionId: string | null
  /** What the payer or the batch called it. */
  customerReference: string | null
}

/** One booked movement on a bank account, as its statement says it. */
export type StatementLineFact = {
  /** Of the file, from 1. */
  line: number
  bookedOn: CalendarDay
  valueOn: CalendarDay | null
  /** Stripe's minor units; money that came in is positive. */
  amountMinor: bigint
  currency: string
  references: LineReferences
  text: string
  counterparty: string | null
  /** The bank's transaction code: "PMNT/RCDT/ESCT", "NTRF", "166". */
  bankCode: string | null
  /** It takes an earlier movement back. */
  isReversal: boolean
  /** The balance after this line, where the file gives it. */
  runningMinor: bigint | null
}

export type StatementFact = StatementHead & { lines: StatementLineFact[] }

/** What a translator says, in the order of the file, so that a file of any size is read in little memory. */
export type StatementEvent =
  | { kind: 'statement'; head: StatementHead }
  | { kind: 'entry'; entry: StatementLineFact }
  /** `isFinal` false: the page ends, the statement goes on. */
  | { kind: 'closing'; balance: StatementBalance; isFinal: boolean }
  | { kind: 'end'; line: number }
  | { kind: 'trouble'; trouble: StatementTrouble }
