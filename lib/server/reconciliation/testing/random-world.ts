import fc from 'fast-check'
import { everySeller, type FeeContract } from '@/lib/domain/fees/contract'
import { contractInForce } from '@/lib/domain/fees/contract-in-force'
import { feeByContract } from '@/lib/domain/fees/fee-by-contract'
import type { Entry, Leg } from '@/lib/domain/reconciliation/facts'
import { ago, contract, entry, leg, twin } from '@/lib/domain/reconciliation/testing/small-family'
import { anyDispute, disputeLegs, failureOf } from './random-disputes'
import { anyPromise, noPromise, promiseOf, settlementOf } from './random-promises'

export type World = { legs: Leg[]; entries: Entry[]; contracts: FeeContract[] }

const sellers = ['acct_a', 'acct_b', 'acct_c']
const contracts: FeeContract[] = [
  contract({ reference: 'CT-a1', seller: 'acct_a', validFrom: ago(5000), disputePolicy: 'recovered' }),
  contract({ reference: 'CT-a2', seller: 'acct_a', validFrom: ago(80), bands: band('usd', 1000n, 25n) }),
  contract({ reference: 'CT-a3', seller: 'acct_a', validFrom: ago(80), bands: band('usd', 900n, 0n) }),
  contract({ reference: 'CT-0', seller: everySeller, validFrom: ago(150), bands: band('usd', 700n, 3n) }),
  contract({
    reference: 'CT-b1',
    seller: 'acct_b',
    disputePolicy: 'recovered',
    validFrom: ago(5000),
    refundPolicy: 'kept',
    bands: [...band('usd', 1234n, 7n), { currency: 'usd', fromMinor: 5000n, rateBp: 333n, fixedMinor: 1n }],
  }),
]

function band(currency: string, rateBp: bigint, fixedMinor: bigint) {
  return [{ currency, fromMinor: 0n, rateBp, fixedMinor }]
}

const plan = fc.record({
  seller: fc.constantFrom(...sellers),
  captured: fc.bigInt({ min: 1n, max: 9_999n }),
  currency: fc.constantFrom('usd', 'usd', 'usd', 'jpy'),
  age: fc.constantFrom(2, 30, 79, 80, 81, 200, 900),
  order: fc.constantFrom(null, 'named', 'alone', 'alone', 'shared', 'twice'),
  refund: fc.constantFrom(null, null, 'full', 'part', 'forgot', 'shares', 'failed'),
  mutation: fc.constantFrom(
    ...Array<null>(6).fill(null),
    'drop',
    'double',
    'amount',
    'currency',
    'account',
    'orphan',
    'unsettled',
    'fee',
  ),
  where: fc.nat(9),
  dispute: anyDispute,
  promise: anyPromise,
  /** What may be odd about this payment: a rule that SQL forgets shows itself only where nothing else is. */
  only: fc.constantFrom('all', 'all', 'dispute', 'promise', 'promise'),
})
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

/** Mostly honest payments, some of them spoilt in one place; a few payouts. */
export const randomWorld: fc.Arbitrary<World> = fc
  .record({
    plans: fc.array(plan, { minLength: 1, maxLength: 14 }),
    payouts: fc.array(fc.constantFrom('paid', 'failed', 'unbooked', 'forgotten'), { maxLength: 4 }),
  })
  .map(({ plans, payouts }) => {
    const families = [...plans.map(payment), ...payouts.map(payout)]
    return { contracts, legs: families.flatMap((f) => f.legs), entries: families.flatMap((f) => f.entries) }
  })

type Family = { legs: Leg[]; entries: Entry[] }

function payment(plan: Plan, n: number): Family {
  const p = calmed(plan)
  const created = ago(p.age)
  const base = { created, currency: p.currency, seller: p.seller }
  const order = p.order === null ? null : p.order === 'shared' ? 'FH-shared' : `FH-${n}`
  const sale = leg('sale', `ch_${n}`, p.order === 'shared' ? 500n : p.captured, { ...base, orderReference: order })
  const charge = { ...sale, settlement: settlementOf(p.promise, sale) }
  const allowed = contractInForce(contracts, p.seller, created)
  const feeMinor = (allowed && feeByContract(allowed, charge.amountMinor, p.currency)) ?? charge.amountMinor / 10n
  const fee = leg('application_fee', `fee_${n}`, p.mutation === 'fee' ? feeMinor + 3n : feeMinor, {
    ...base,
    parentId: charge.objectId,
  })
  const transfer = leg('transfer', `tr_${n}`, charge.amountMinor, { ...base, parentId: charge.objectId })
  const disputed = disputeLegs(p.dispute, charge, transfer, p.age)
  const legs = [charge, fee, transfer, ...refundLegs(p, charge, fee, transfer), ...disputed].filter(
    (l) => l.amountMinor > 0n,
  )
  if (p.order === 'twice') legs.push({ ...charge, objectId: `ch_${n}b` })
  const isBooked = (l: Leg) => l.objectId !== `ch_${n}b` && !p.dispute.forgotten.includes(l.kind)
  const entries = legs.filter(isBooked).map((l) => booked(l, p))
  return spoil(p, { legs, entries })
}

function calmed(p: Plan): Plan {
  if (p.only === 'all') return p
  const calm = { ...p, refund: null, mutation: null, order: p.order === 'alone' ? p.order : null }
  return p.only === 'dispute' ? { ...calm, promise: noPromise } : { ...calm, dispute: { ...p.dispute, fate: null } }
}

function booked(l: Leg, p: Plan): Entry {
  const isAlone =
    l.kind === 'sale' && (p.order === 'alone' || p.order === 'shared' || (p.order === 'twice' && p.where > 2))
  const shares =
    l.kind === 'refund' && p.refund === 'shares' ? [{ seller: p.seller, amountMinor: l.amountMinor / 2n }] : null
  const promise = l.kind === 'sale' ? promiseOf(p.promise, l, p.seller) : {}
  return twin(l, { orderReference: l.orderReference, shares, ...promise, ...(isAlone ? { objectId: null } : {}) })
}

function refundLegs(p: Plan, charge: Leg, fee: Leg, transfer: Leg): Leg[] {
  if (p.refund === null) return []
  const share = p.refund === 'full' || p.refund === 'forgot' ? 1n : 3n
  const at = { created: ago(p.age / 2), currency: p.currency }
  const n = charge.objectId.slice(3)
  const refund = leg('refund', `re_${n}`, charge.amountMinor / share, {
    ...at,
    parentId: charge.objectId,
    status: p.refund === 'failed' ? 'failed' : 'succeeded',
  })
  if (p.refund === 'failed') return [refund, ...failureOf(p.dispute, refund, p.age)]
  if (p.refund === 'forgot') return [refund]
  return [
    refund,
    leg('application_fee_refund', `fr_${n}`, fee.amountMinor / share, { ...at, parentId: fee.objectId }),
    leg('transfer_reversal', `trr_${n}`, transfer.amountMinor / share, { ...at, parentId: transfer.objectId }),
  ]
}

function spoil({ mutation, where }: Plan, family: Family): Family {
  const { legs, entries } = family
  const index = where % entries.length
  const target = entries[index]
  if (!target) return family
  const changed = (over: Partial<Entry>) => ({ legs, entries: entries.with(index, { ...target, ...over }) })
  switch (mutation) {
    case 'drop':
      return { legs, entries: entries.toSpliced(index, 1) }
    case 'double':
      return { legs, entries: [...entries, { ...target, reference: `${target.reference}-2`, id: `${target.id}-2` }] }
    case 'amount':
      return changed({ amountMinor: target.amountMinor + 1n })
    case 'currency':
      return changed({ currency: 'eur' })
    case 'account':
      return changed({ account: 'acct_elsewhere' })
    case 'orphan':
      return { legs: legs.toSpliced(where % legs.length, 1), entries }
    case 'unsettled':
      return { legs: legs.with(0, { ...legs[0]!, settled: false }), entries }
    default:
      return family
  }
}

function payout(fate: string, n: number): Family {
  const paid = leg('payout', `po_${n}`, 700n)
  const failure = leg('payout_failure', `po_${n}`, 700n, { created: ago(n % 2 ? 30 : 3) })
  const legs = fate === 'paid' || fate === 'forgotten' ? [paid] : [paid, failure]
  const entries = fate === 'forgotten' ? [] : fate === 'unbooked' ? [twin(paid)] : legs.map((l) => twin(l))
  return { legs, entries }
}

/** An entry that Stripe never had anything for. */
export function invented(n: number): Entry {
  return entry('transfer', `INV-${n}`, n % 2 ? `tr_none_${n}` : null, 5_00n, { occurredAt: ago(40 * n) })
}
