import fc from 'fast-check'
import type { Entry, Leg } from '../facts'
import { ago, contract, entry, leg } from './small-family'

const ids = ['1', '2', '3']
const minor = fc.bigInt({ min: 0n, max: 400n })
const age = fc.constantFrom(0.5, 1, 23, 24, 25, 72, 73, 168, 169, 400).map(ago)
const account = fc.constantFrom('acct_platform', 'acct_platform', 'acct_a')
const seller = fc.constantFrom('acct_a', 'acct_b')
const order = fc.constantFrom(null, 'O-1', 'O-2')
const stems: { kind: Leg['kind']; prefix: string; parent: string | null }[] = [
  { kind: 'sale', prefix: 'ch', parent: null },
  { kind: 'refund', prefix: 're', parent: 'ch' },
  { kind: 'application_fee', prefix: 'fee', parent: 'ch' },
  { kind: 'application_fee_refund', prefix: 'fr', parent: 'fee' },
  { kind: 'transfer', prefix: 'tr', parent: 'ch' },
  { kind: 'transfer_reversal', prefix: 'trr', parent: 'tr' },
  { kind: 'payout', prefix: 'po', parent: null },
  { kind: 'payout_failure', prefix: 'po', parent: null },
  { kind: 'refund_failure', prefix: 're', parent: 'ch' },
  { kind: 'dispute', prefix: 'du', parent: 'ch' },
  { kind: 'dispute_reversal', prefix: 'du', parent: 'ch' },
  { kind: 'dispute_fee', prefix: 'du', parent: 'ch' },
]

/** How loosely the facts hang together: one payment of which everything is a part, or anything beside anything. */
type Looseness = {
  many: { minLength: number; maxLength: number }
  parents: string[]
  currency: fc.Arbitrary<string>
  account: fc.Arbitrary<string>
  settled: fc.Arbitrary<boolean>
}
const anything: Looseness = {
  many: { minLength: 0, maxLength: 14 },
  parents: ids,
  currency: fc.constantFrom('usd', 'usd', 'usd', 'jpy', 'kwd', 'isk'),
  account,
  settled: fc.boolean(),
}
const onePayment: Looseness = {
  many: { minLength: 8, maxLength: 20 },
  parents: ['1'],
  currency: fc.constantFrom(...Array<string>(9).fill('usd'), 'jpy'),
  account: fc.constant('acct_platform'),
  settled: fc.constant(true),
}

function anyLeg({ parents, currency, account, settled }: Looseness): fc.Arbitrary<Leg> {
  const born = fc.record({
    stem: fc.constantFrom(...stems),
    id: fc.constantFrom(...ids),
    parent: fc.constantFrom(...parents),
    amount: minor,
  })
  const rest = fc.record({
    account,
    currency,
    created: age,
    seller,
    orderReference: order,
    settled,
    status: fc.constantFrom(null, 'lost', 'lost', 'won', 'failed'),
    settlement: fc.option(fc.record({ amountMinor: minor, currency, at: age })),
  })
  return fc.tuple(born, rest).map(([{ stem, id, parent, amount }, over]) =>
    leg(stem.kind, `${stem.prefix}_${stem.kind === 'sale' && parents.length === 1 ? '1' : id}`, amount, {
      ...over,
      settlement: stem.kind === 'sale' ? over.settlement : null,
      parentId: stem.parent && `${stem.parent}_${parent}`,
    }),
  )
}

function anyEntry({ currency, account }: Looseness): fc.Arbitrary<Entry> {
  const born = fc.record({
    stem: fc.constantFrom(...stems),
    id: fc.option(fc.constantFrom(...ids)),
    amount: minor,
    ref: fc.nat(50),
  })
  const rest = fc.record({
    account,
    currency,
    occurredAt: age,
    orderReference: order,
    shares: fc.option(fc.array(fc.record({ seller, amountMinor: minor }), { maxLength: 2 })),
    quote: fc.option(fc.record({ currency, rate: fc.constantFrom('1', '0.92', '150.5') })),
  })
  return fc
    .tuple(born, rest)
    .map(([{ stem, id, amount, ref }, over]) =>
      entry(stem.kind, `R-${ref}`, id && `${stem.prefix}_${id}`, amount, over),
    )
}

const worldOf = (how: Looseness) =>
  fc.record({
    legs: fc.uniqueArray(anyLeg(how), { selector: (l) => `${l.account}${l.kind}${l.objectId}`, ...how.many }),
    entries: fc.uniqueArray(anyEntry(how), { selector: (e) => e.reference, ...how.many }),
    contracts: fc.constantFrom(
      [],
      [
        contract({ seller: 'acct_a', disputePolicy: 'recovered' as const }),
        contract({ seller: 'acct_b', refundPolicy: 'kept' as const }),
      ],
    ),
  })

/** Legs and entries whose parents, amounts, ages and accounts are thrown together. */
export const anyFacts = fc.oneof(worldOf(anything), worldOf(onePayment))
