import type { BankLine, Ledger } from '../../bank/bank'
import { type Span, spansOf } from '../../bank/statements'
import type { World } from '../../world/state'

/** One bank account as its statements show it at `now`: the Stripe account and currency it belongs to, days, lines. */
export type BankBook = {
  account: string
  currency: string
  spans: readonly Span[]
  /** Each line once, though statements may repeat it. */
  lines: readonly BankLine[]
}

export function bankBooksOf(world: World): BankBook[] {
  return [...world.bank.ledgers.values()].map((ledger) => bookOf(world, ledger))
}

function bookOf(world: World, { account, lines }: Ledger): BankBook {
  const spans = spansOf(world, account)
  return {
    account: world.platform,
    currency: account.currency,
    spans,
    lines: lines.filter((line) => spans.some((span) => span.from <= line.booked && line.booked <= span.to)),
  }
}
