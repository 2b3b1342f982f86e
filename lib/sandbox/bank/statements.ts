import { randomOf } from '../world/random'
import type { World } from '../world/state'
import type { BankAccount } from './accounts'
import { type BankLine, type Ledger, total } from './bank'
import { businessDayBefore, isBusinessDay } from './calendar'
import { type StatementFile, statementFile } from './files/statement-file'

const DAY = 86_400

/** The days of one statement, both included. */
export type Span = { from: number; to: number }
export type Statement = Span & { seq: number; opening: number; lines: readonly BankLine[] }

/** The statements that the bank has issued: up to yesterday, numbered from 1. */
export function statementsOf(world: World, { account, lines }: Ledger): Statement[] {
  return spansOf(world, account).map((span, index) => ({
    ...span,
    seq: index + 1,
    opening: account.opening + total(lines.filter((line) => line.booked < span.from)),
    lines: lines.filter((line) => line.booked >= span.from && line.booked <= span.to),
  }))
}

/** Files of one account after a sequence number; nothing if there is no such account. */
export function statementFiles(
  world: World,
  accountId: string,
  after: number,
  limit: number,
): StatementFile[] | undefined {
  const ledger = [...world.bank.ledgers.values()].find(({ account }) => account.id === accountId)
  if (ledger === undefined) return undefined
  const issued = statementsOf(world, ledger).slice(after, after + limit)
  return issued.map((statement) => statementFile(ledger.account, statement))
}

/** From the first day on without a gap; now and then one repeats the last business day of the one before. */
export function spansOf(world: World, account: BankAccount): Span[] {
  const spans: Span[] = []
  let from = world.epoch
  for (let day = world.epoch; day + DAY <= world.now; day += DAY) {
    if (!isLastDay(account, day, from)) continue
    const random = randomOf(world.options.seed, `bank/overlap/${account.currency}/${day}`)
    const overlaps = random.chance(0.12) && from > world.epoch
    spans.push({ from: overlaps ? businessDayBefore(from, account.currency) : from, to: day })
    from = day + DAY
  }
  return spans
}

function isLastDay(account: BankAccount, day: number, from: number): boolean {
  if (account.rhythm === 'daily') return isBusinessDay(day, account.currency)
  // The first week is no shorter than three days.
  return new Date(day * 1000).getUTCDay() === account.rhythm && day - from >= 2 * DAY
}
