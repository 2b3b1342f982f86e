import fc from 'fast-check'
import { categories, feeAccounts } from '../categories'
import type { BalanceTransactionFacts, FeeDetail, Movement, SourceObject } from '../movement'

/** A source object with everything empty that a test does not name. */
export function sourceObject(given: Partial<SourceObject> & Pick<SourceObject, 'id' | 'objectType'>): SourceObject {
  return {
    amountMinor: null,
    currency: null,
    parentId: null,
    capturedMinor: null,
    destination: null,
    sellerSide: false,
    viaPlatformCharge: false,
    settled: null,
    ...given,
  }
}

/** Facts of a platform's balance transaction in euros, net following amount and fee. */
export function facts(given: Partial<BalanceTransactionFacts> & { category: string }): BalanceTransactionFacts {
  const amountMinor = given.amountMinor ?? 0n
  const feeMinor = given.feeMinor ?? 0n
  return {
    id: 'txn_1',
    accountId: 'acct_platform',
    isPlatform: true,
    balanceType: 'payments',
    currency: 'eur',
    exchangeRate: null,
    created: new Date('2026-10-01T10:00:00Z'),
    feeDetails: feeMinor === 0n ? [] : [{ type: 'stripe_fee', amountMinor: feeMinor, currency: 'eur' }],
    source: null,
    ...given,
    amountMinor,
    feeMinor,
    netMinor: given.netMinor ?? amountMinor - feeMinor,
  }
}

export function movement(given: Partial<Movement> & { category: string }): Movement {
  const charge = given.charge ?? null
  const undoes = given.undoes ?? null
  return {
    ...facts(given),
    charge,
    undoes,
    sellerId: given.sellerId ?? null,
    chargeType: given.chargeType ?? 'separate',
  }
}

const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n })
const currency = fc.constantFrom('eur', 'usd', 'jpy', 'kwd', 'zzz')
const word = fc.stringMatching(/^[a-z_]{1,12}$/)

const feeDetail: fc.Arbitrary<FeeDetail> = fc.record({
  type: fc.oneof(fc.constantFrom(...Object.keys(feeAccounts)), word),
  amountMinor: minor,
  currency,
})

const source: fc.Arbitrary<SourceObject> = fc.record({
  id: fc.constantFrom('ch_1', 're_1', 'tr_1', 'fee_1'),
  objectType: fc.oneof(fc.constantFrom('charge', 'refund', 'transfer', 'application_fee'), word),
  amountMinor: fc.option(positive),
  currency: fc.option(currency),
  parentId: fc.option(fc.constantFrom('ch_0', 'tr_0')),
  capturedMinor: fc.option(positive),
  destination: fc.option(fc.constant('acct_seller')),
  sellerSide: fc.boolean(),
  viaPlatformCharge: fc.boolean(),
  settled: fc.option(fc.record({ amountMinor: positive, currency })),
})

/** Any movement that Stripe might send, well-formed or not: unknown words, fees that do not add up, odd nets. */
export const anyMovement: fc.Arbitrary<Movement> = fc.record({
  id: fc.constant('txn_1'),
  accountId: fc.constantFrom('acct_platform', 'acct_seller'),
  isPlatform: fc.boolean(),
  category: fc.oneof(fc.constantFrom(...Object.keys(categories)), word),
  balanceType: fc.oneof(fc.constantFrom('payments', 'issuing', 'refund_and_dispute_prefunding', 'risk_reserved'), word),
  amountMinor: minor,
  feeMinor: minor,
  netMinor: minor,
  currency,
  exchangeRate: fc.option(fc.oneof(fc.constantFrom('1.084', '0.5', '0', '1e-7', 'odd'), word)),
  created: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
  feeDetails: fc.array(feeDetail, { maxLength: 4 }),
  source: fc.option(source),
  charge: fc.option(source),
  undoes: fc.option(source),
  sellerId: fc.option(fc.constant('acct_seller')),
  chargeType: fc.constantFrom('direct', 'destination', 'separate', 'seller_side', 'unattributed'),
})
