import { describe, expect, test } from 'vitest'
import { ago, entry, leg, type SmallFamily, told, twin } from './testing/small-family'

const charge = leg('sale', 'ch_1', 200_00n, { seller: 'acct_seller' })
const refund = leg('refund', 're_1', 50_00n, { parentId: 'ch_1', created: ago(80) })
const dispute = leg('dispute', 'du_1', 200_00n, { parentId: 'ch_1', created: ago(60), status: 'under_review' })
const lost = { ...dispute, status: 'lost' }
const fee = leg('dispute_fee', 'du_1', 15_00n, { parentId: 'ch_1', created: ago(60) })
const returned = leg('dispute_reversal', 'du_1', 200_00n, { parentId: 'ch_1', created: ago(30) })
const booked = (legs: SmallFamily['legs'] = [], over: SmallFamily = {}): SmallFamily => ({
  legs,
  entries: legs.map((l) => twin(l)),
  ...over,
})
const platform = 'customer_owes_platform'

describe('a refund that failed', () => {
  const failure = leg('refund_failure', 're_1', 50_00n, { parentId: 'ch_1', created: ago(25) })
  const gone = { ...refund, status: 'failed' }
  const family = (...legs: (typeof failure)[]): SmallFamily => ({
    legs: [charge, gone, ...legs],
    entries: [twin(charge), twin(gone)],
  })
  test.each<[string, SmallFamily, string[]]>([
    [
      'is owed to the customer once the books’ day is over',
      family(failure),
      ['REFUND_FAILED re_1 5000 usd platform_owes_customer'],
    ],
    ['… to the millisecond', family({ ...failure, created: ago(24) }), ['TIMING_PENDING re_1 5000 usd books_only']],
    ['and booked is nothing to say', booked([charge, gone, failure]), []],
    [
      'and of which the books know nothing is missing once',
      { legs: [charge, gone, failure], entries: [twin(charge)] },
      ['MISSING_IN_BOOKS re_1 5000 usd books_only'],
    ],
    [
      'on a seller’s balance is owed by the seller',
      {
        legs: [charge, gone, failure].map((l) => ({ ...l, account: 'acct_seller' })),
        entries: [charge, gone].map((l) => twin(l, { account: 'acct_seller' })),
      },
      ['REFUND_FAILED re_1 5000 usd seller_owes_customer'],
    ],
    [
      'in the books at another amount is compared like any movement',
      { legs: [charge, gone, failure], entries: [twin(charge), twin(gone), twin(failure, { amountMinor: 49_99n })] },
      ['AMOUNT_MISMATCH re_1 1 usd books_only'],
    ],
    [
      'of which Stripe knows nothing',
      { legs: [charge], entries: [twin(charge), entry('refund_failure', 'RF-1', 're_9', 1_00n)] },
      ['MISSING_IN_STRIPE RF-1 100 usd books_only'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected)
  })
})

describe('a dispute in the books', () => {
  const unbooked = (...legs: (typeof dispute)[]): SmallFamily => ({ legs: [charge, ...legs], entries: [twin(charge)] })
  test.each<[string, SmallFamily, string[]]>([
    [
      'unbooked with its fee, each by its own name',
      unbooked(dispute, fee),
      ['DISPUTE_FEE_UNBOOKED du_1 1500 usd books_only', 'DISPUTE_UNBOOKED du_1 20000 usd books_only'],
    ],
    [
      'both still in time are one: the larger amount stands for both',
      unbooked({ ...dispute, created: ago(24) }, { ...fee, created: ago(24) }),
      ['TIMING_PENDING du_1 20000 usd books_only'],
    ],
    [
      'a fee in another currency waits by itself',
      unbooked({ ...dispute, created: ago(3) }, { ...fee, created: ago(3), currency: 'eur' }),
      ['TIMING_PENDING du_1 1500 eur books_only', 'TIMING_PENDING du_1 20000 usd books_only'],
    ],
    [
      'won: of both sides of it the books know neither, and one stands for both',
      unbooked(dispute, returned),
      ['DISPUTE_UNBOOKED du_1 20000 usd books_only'],
    ],
    [
      'won, and only the return is unbooked',
      { legs: [charge, dispute, returned], entries: [twin(charge), twin(dispute)] },
      ['DISPUTE_UNBOOKED du_1 20000 usd books_only'],
    ],
    [
      'won a day ago: the return is still in time',
      { legs: [charge, dispute, { ...returned, created: ago(24) }], entries: [twin(charge), twin(dispute)] },
      ['TIMING_PENDING du_1 20000 usd books_only'],
    ],
    ['booked with fee and return', booked([charge, dispute, fee, returned]), []],
    [
      'booked at another fee',
      { legs: [charge, dispute, fee], entries: [twin(charge), twin(dispute), twin(fee, { amountMinor: 20_00n })] },
      ['AMOUNT_MISMATCH du_1 500 usd books_only'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected)
  })
})

describe('refunded and disputed', () => {
  const part = { ...dispute, amountMinor: 170_00n }
  test.each<[string, SmallFamily, string[]]>([
    [
      'the customer has the overlap twice',
      booked([charge, refund, part]),
      [`REFUNDED_AND_DISPUTED ch_1 2000 usd ${platform}`],
    ],
    [
      'one minor unit is enough',
      booked([charge, refund, { ...dispute, amountMinor: 150_01n }]),
      [`REFUNDED_AND_DISPUTED ch_1 1 usd ${platform}`],
    ],
    ['together no more than he paid', booked([charge, refund, { ...dispute, amountMinor: 150_00n }]), []],
    [
      'never more than was refunded',
      booked([charge, refund, { ...dispute, amountMinor: 230_00n }]),
      [`REFUNDED_AND_DISPUTED ch_1 5000 usd ${platform}`],
    ],
    ['the money was reinstated', booked([charge, refund, dispute, returned]), []],
    ['the refund failed', booked([charge, { ...refund, status: 'failed' }, dispute]), []],
    [
      'a lost dispute is withdrawn for good',
      booked([charge, refund, { ...lost }]),
      [`REFUNDED_AND_DISPUTED ch_1 5000 usd ${platform}`],
    ],
    [
      'a dispute in another currency cannot be held against the charge',
      booked([charge, refund, { ...dispute, currency: 'eur' }]),
      [],
    ],
    [
      'on a seller’s own charge the seller is owed',
      booked([charge, refund, dispute].map((l) => ({ ...l, account: 'acct_seller' }))),
      ['REFUNDED_AND_DISPUTED ch_1 5000 usd customer_owes_seller'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected)
  })
})
