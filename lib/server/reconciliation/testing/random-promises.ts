import fc from 'fast-check'
import type { Entry, Leg, Settlement } from '@/lib/domain/reconciliation/facts'

/** What the books promise of a sale beyond its amount: shares for its sellers, a rate for its conversion. */
export const anyPromise = fc.record({
  shares: fc.constantFrom(
    ...Array<null>(8).fill(null),
    'exact',
    'exact',
    'exact',
    'more',
    'less',
    'two',
    'other',
    'none',
  ),
  rate: fc.constantFrom(...Array<null>(6).fill(null), '0.92', '1', '150.123456789012'),
  short: fc.constantFrom(-5n, 0n, 0n, 99n, 100n, 101n, 700n),
  isQuoted: fc.constantFrom(true, true, false),
})
export const noPromise: Promised = { shares: null, rate: null, short: 0n, isQuoted: false }
type Promised = typeof anyPromise extends fc.Arbitrary<infer T> ? T : never

export function settlementOf(p: Promised, charge: Leg): Settlement {
  const { amountMinor, currency, created: at } = charge
  if (p.rate === null) return { amountMinor, currency, at }
  const [whole = '', digits = ''] = p.rate.split('.')
  const expected = (amountMinor * BigInt(whole + digits)) / 10n ** BigInt(digits.length)
  return { amountMinor: expected - p.short, currency: 'eur', at }
}

export function promiseOf(p: Promised, charge: Leg, seller: string): Pick<Entry, 'shares' | 'quote'> {
  const quote = p.rate === null || !p.isQuoted ? null : { currency: 'eur', rate: p.rate }
  return { shares: sharesOf(p, charge.amountMinor, seller), quote }
}

function sharesOf({ shares }: Promised, amountMinor: bigint, seller: string): Entry['shares'] {
  switch (shares) {
    case 'exact':
      return [{ seller, amountMinor }]
    case 'more':
      return [{ seller, amountMinor: amountMinor + 1n }]
    case 'less':
      return [{ seller, amountMinor: amountMinor - 1n }]
    case 'two':
      return [
        { seller, amountMinor },
        { seller: 'acct_second', amountMinor: 7n },
      ]
    case 'other':
      return [{ seller: 'acct_second', amountMinor }]
    case 'none':
      return []
    default:
      return null
  }
}
