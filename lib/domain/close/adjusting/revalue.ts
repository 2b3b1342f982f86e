import { ok, type Result, refuse } from '../../base/result'
import { chart } from '../../ledger/chart'
import { move, type Posting } from '../../ledger/posting'
import { exponentOf } from '../../money/money'
import type { Rate } from '../../money/rate'
import { divideRounded } from '../../money/rounding'
import { isChartRoot } from '../chart-map'
import type { AccountMonth } from '../facts'
import { rootOf } from '../trial-balance'

export type Revaluation = {
  readonly currency: string
  readonly into: string
  /** Units of `into` for one of `currency`: as the balance is carried, and on the day of the close. */
  readonly carriedRate: Rate
  readonly closingRate: Rate
}

/** What is worth more or less when a rate moves: money that is held or owed, not what was earned or spent. */
export function monetaryMinor(accounts: readonly AccountMonth[], currency: string): bigint {
  return accounts
    .filter((row) => row.currency === currency && isMonetary(row.ledgerAccount))
    .reduce((sum, { closingMinor }) => sum + closingMinor, 0n)
}

function isMonetary(ledgerAccount: string): boolean {
  const root = rootOf(ledgerAccount)
  return isChartRoot(root) && ['asset', 'liability'].includes(chart[root].kind)
}

/**
 * The balance at the closing rate less the balance as it is carried, each rounded once, as an unrealised difference in
 * the reporting currency. Exponents are Stripe's: yen have none, dinars three.
 */
export function revalue(
  balanceMinor: bigint,
  { currency, into, carriedRate, closingRate }: Revaluation,
): Result<Posting[], 'unknown_currency' | 'same_currency' | 'nothing_to_revalue'> {
  if (currency === into) return refuse('same_currency')
  const [from, to] = [exponentOf(currency), exponentOf(into)]
  if (!from.ok || !to.ok) return refuse('unknown_currency')
  const worth = ({ numerator, denominator }: Rate) =>
    divideRounded(
      balanceMinor * numerator * 10n ** BigInt(to.value),
      denominator * 10n ** BigInt(from.value),
      'half_even',
    )
  const difference = worth(closingRate) - worth(carriedRate)
  const postings = move(`fx_revaluation:${currency}`, 'fx_differences:platform', difference, into)
  return postings.length === 0 ? refuse('nothing_to_revalue') : ok(postings)
}
