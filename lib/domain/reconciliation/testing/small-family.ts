import type { FeeContract } from '../../fees/contract'
import { decideFamily } from '../decide-family'
import type { Entry, FamilyFacts, Leg, PayoutItems } from '../facts'
import { reconPolicy } from '../policy'

export const now = new Date('2026-10-31T00:00:00Z')

/** `hours` before `now`; negative for the future. */
export function ago(hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000)
}

export function leg(kind: Leg['kind'], objectId: string, amountMinor: bigint, over: Partial<Leg> = {}): Leg {
  return {
    kind,
    objectId,
    amountMinor,
    account: 'acct_platform',
    currency: 'usd',
    created: ago(100),
    settled: true,
    parentId: null,
    seller: null,
    orderReference: null,
    status: null,
    askedMinor: null,
    settlement: null,
    ...over,
  }
}

export function entry(
  kind: Entry['kind'],
  reference: string,
  objectId: string | null,
  amountMinor: bigint,
  over: Partial<Entry> = {},
): Entry {
  return {
    kind,
    reference,
    objectId,
    amountMinor,
    id: `be_${reference}`,
    account: 'acct_platform',
    currency: 'usd',
    orderReference: null,
    occurredAt: ago(100),
    expectedAt: null,
    seller: null,
    shares: null,
    quote: null,
    ...over,
  }
}

/** The entry that says exactly what Stripe says. */
export function twin(
  { kind, objectId, amountMinor, currency, account, created }: Leg,
  over: Partial<Entry> = {},
): Entry {
  return entry(kind, `B-${kind}-${objectId}`, objectId, amountMinor, {
    currency,
    account,
    occurredAt: created,
    ...over,
  })
}

export function contract(over: Partial<FeeContract> = {}): FeeContract {
  return {
    reference: 'CT-1',
    seller: 'acct_seller',
    validFrom: ago(10_000),
    tier: 'Bronze',
    refundPolicy: 'returned',
    disputePolicy: 'absorbed',
    bands: [{ currency: 'usd', fromMinor: 0n, rateBp: 1500n, fixedMinor: 0n }],
    ...over,
  }
}

export type SmallFamily = Partial<FamilyFacts>

export function facts(family: SmallFamily): FamilyFacts {
  return {
    platformAccount: 'acct_platform',
    legs: [],
    entries: [],
    contracts: [],
    payouts: [],
    movements: [],
    ...family,
  }
}

export function decide(family: SmallFamily, at: Date = now) {
  return decideFamily(facts(family), reconPolicy, at)
}

/** "KIND object amount currency direction", in the engine's order. */
export function told(family: SmallFamily, at: Date = now): string[] {
  return decide(family, at)
    .findings.map((f) => `${f.kind} ${f.object} ${f.amountMinor} ${f.currency} ${f.direction}`)
    .sort()
}

export function payoutItems(over: Partial<PayoutItems> = {}): PayoutItems {
  return {
    account: 'acct_platform',
    payoutId: 'po_1',
    currency: 'usd',
    amountMinor: 500_00n,
    created: ago(100),
    itemsMinor: 500_00n,
    items: 12,
    ...over,
  }
}

/** A destination charge of 200.00 with a fee of 30.00, all of it in the books, refunded in full. */
export function refundedSale() {
  const charge = leg('sale', 'ch_1', 200_00n, { seller: 'acct_seller' })
  const fee = leg('application_fee', 'fee_1', 30_00n, { parentId: 'ch_1', seller: 'acct_seller' })
  const transfer = leg('transfer', 'tr_1', 200_00n, { parentId: 'ch_1', seller: 'acct_seller' })
  const refund = leg('refund', 're_1', 200_00n, { parentId: 'ch_1', created: ago(50) })
  const feeRefund = leg('application_fee_refund', 'fr_1', 30_00n, { parentId: 'fee_1', created: ago(50) })
  const reversal = leg('transfer_reversal', 'trr_1', 200_00n, { parentId: 'tr_1', created: ago(50) })
  return { charge, fee, transfer, refund, feeRefund, reversal }
}
