import { assert } from '../base/assert'

/**
 * One movement between two ledger accounts. There is no sign and no second amount, so an unbalanced entry cannot be
 * written. Amounts are Stripe's API minor units of `currency`.
 */
export type Posting = {
  readonly debit: string
  readonly credit: string
  readonly amountMinor: bigint
  readonly currency: string
}

export function posting(debit: string, credit: string, amountMinor: bigint, currency: string): Posting {
  assert(amountMinor > 0n, `a posting of ${amountMinor} ${currency}`)
  assert(debit !== credit, `a posting from ${debit} to itself`)
  return { debit, credit, amountMinor, currency }
}

/** A signed amount into `into`: a negative one leaves it, nothing posts nothing. */
export function move(into: string, from: string, signedMinor: bigint, currency: string): Posting[] {
  if (signedMinor === 0n) return []
  return signedMinor > 0n ? [posting(into, from, signedMinor, currency)] : [posting(from, into, -signedMinor, currency)]
}

/** Mistakes are corrected by saying the opposite, never by erasing. */
export function reverse(postings: readonly Posting[]): Posting[] {
  return postings
    .toReversed()
    .map(({ debit, credit, amountMinor, currency }) => ({ debit: credit, credit: debit, amountMinor, currency }))
}

/** What postings add to one ledger account in one currency. */
export type AccountDelta = {
  readonly ledgerAccount: string
  readonly currency: string
  debitMinor: bigint
  creditMinor: bigint
  postings: bigint
}

/** Sums postings per ledger account and currency, in a fixed order (account, then currency). */
export function accountDeltas(postings: Iterable<Posting>): AccountDelta[] {
  const deltas = new Map<string, AccountDelta>()
  for (const { debit, credit, amountMinor, currency } of postings) {
    const debited = deltaOf(deltas, debit, currency)
    debited.debitMinor += amountMinor
    debited.postings += 1n
    const credited = deltaOf(deltas, credit, currency)
    credited.creditMinor += amountMinor
    credited.postings += 1n
  }
  return [...deltas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta)
}

function deltaOf(deltas: Map<string, AccountDelta>, ledgerAccount: string, currency: string): AccountDelta {
  const key = `${ledgerAccount}\u0000${currency}`
  const known = deltas.get(key)
  if (known) return known
  const fresh = { ledgerAccount, currency, debitMinor: 0n, creditMinor: 0n, postings: 0n }
  deltas.set(key, fresh)
  return fresh
}
