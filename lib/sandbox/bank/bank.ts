import { idOf, randomOf } from '../world/random'
import type { World } from '../world/state'
import { type BankAccount, bankAccounts } from './accounts'
import { businessDayAfter, dayOf, isBusinessDay } from './calendar'

/** What kind of movement the bank takes a line for. */
export type BankCode = 'transfer_in' | 'transfer_out' | 'direct_debit' | 'return' | 'salary' | 'charges'

/** One booking. Amounts are signed, from the holder's side: a credit is positive. */
export type BankLine = {
  /** The bank's own reference; no other line of the account has it. */
  reference: string
  /** The midnight of the booked day, and of the day from which it bears interest. */
  booked: number
  valued: number
  amount: number
  code: BankCode
  text: string
  endToEnd: string | null
  counterparty: string | null
}

export type BankPlant =
  | { mutation: 'payout_line_lost'; payout: string }
  | { mutation: 'return_line_lost'; payout: string }
  | { mutation: 'payouts_tied'; payouts: readonly [string, string] }
  | { mutation: 'topup_line_lost'; topup: string }
  | { mutation: 'topups_tied'; topups: readonly [string, string] }
  | { mutation: 'stray_credit'; currency: string; line: string }
  | { mutation: 'stray_debit'; currency: string; line: string }

/** How a payout is going to appear, where that is not left to chance. */
export type ArrivalWish = { lateBy: number; isTraced: boolean; isTied: boolean }

export type Ledger = { account: BankAccount; lines: BankLine[] }

export type Bank = {
  /** By currency. */
  ledgers: ReadonlyMap<string, Ledger>
  plants: BankPlant[]
  wishes: Map<string, ArrivalWish>
  /** Payout → its credit, once that is booked. */
  credits: Map<string, BankLine>
  /** Payout → the day on which its credit is to be booked. */
  expected: Map<string, number>
}

export function openBank(seed: number): Bank {
  const ledgers = new Map(bankAccounts(seed).map((account) => [account.currency, { account, lines: [] as BankLine[] }]))
  return { ledgers, plants: [], wishes: new Map(), credits: new Map(), expected: new Map() }
}

/** Books a line on the day being lived; `key` names it among those of its account. */
export function book(
  world: World,
  currency: string,
  key: string,
  draft: Omit<BankLine, 'reference' | 'booked' | 'valued'>,
): BankLine {
  const day = dayOf(world.moment)
  if (!isBusinessDay(day, currency)) throw new Error(`${currency}: the bank is closed`)
  const reference = referenceOf(world, currency, key)
  const lateBy = randomOf(world.options.seed, `bank/value/${reference}`).chance(0.1) ? 1 : 0
  const valued = businessDayAfter(day, lateBy, currency)
  const line = { ...draft, reference, booked: day, valued }
  world.bank.ledgers.get(currency)!.lines.push(line)
  return line
}

/** The bank's own name of what is booked under `key`. */
export function referenceOf(world: World, currency: string, key: string): string {
  return idOf(world.options.seed, 'BR', `${currency}/${key}`).slice(3, 17).toUpperCase()
}

/** How often something is planted: `times` the share of sales that are, never more often than `most`. */
export function plantChance(world: World, times: number, most: number): number {
  return Math.min(most, (world.options.plantRate ?? 0.01) * times)
}

export function total(lines: readonly BankLine[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0)
}
