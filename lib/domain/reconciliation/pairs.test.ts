import { describe, expect, test } from 'vitest'
import { ago, contract, decide, entry, leg, payoutItems, type SmallFamily, told, twin } from './testing/small-family'

const sale = leg('sale', 'ch_1', 120_00n)
const kwd = leg('sale', 'ch_k', 12_345n, { currency: 'kwd' })
const fee = leg('application_fee', 'fee_1', 18_00n, { parentId: 'ch_1', seller: 'acct_seller' })
const failed = leg('payout_failure', 'po_1', 500_00n, { created: ago(30) })
const payout = leg('payout', 'po_1', 500_00n)
const order = { orderReference: 'FH-1' }
const first = leg('sale', 'ch_1', 120_00n, order)
const second = leg('sale', 'ch_2', 120_00n, { ...order, created: ago(99) })

const cases: [string, SmallFamily, string[]][] = [
  ['both sides agree: nothing to say', { legs: [sale], entries: [twin(sale)] }, []],
  ['a sale that the books never heard of', { legs: [sale] }, ['MISSING_IN_BOOKS ch_1 12000 usd books_only']],
  [
    'the books still have time',
    { legs: [leg('sale', 'ch_1', 120_00n, { created: ago(24) })] },
    ['TIMING_PENDING ch_1 12000 usd books_only'],
  ],
  ['a sale that Stripe never had', { entries: [twin(sale)] }, ['MISSING_IN_STRIPE B-sale-ch_1 12000 usd books_only']],
  [
    'Stripe still has its 72 hours',
    { entries: [entry('transfer', 'T-1', 'tr_9', 5_00n, { occurredAt: ago(72) })] },
    ['TIMING_PENDING T-1 500 usd books_only'],
  ],
  [
    'an expected time ahead is waited for, and a day more',
    { entries: [entry('payout', 'P-1', 'po_9', 5_00n, { expectedAt: ago(24) })] },
    ['TIMING_PENDING P-1 500 usd books_only'],
  ],
  [
    '… but not longer',
    { entries: [entry('payout', 'P-1', 'po_9', 5_00n, { expectedAt: ago(25), occurredAt: ago(26) })] },
    ['MISSING_IN_STRIPE P-1 500 usd books_only'],
  ],
  [
    'the right object on the wrong account is missing twice',
    { legs: [sale], entries: [twin(sale, { account: 'acct_other' })] },
    ['MISSING_IN_BOOKS ch_1 12000 usd books_only', 'MISSING_IN_STRIPE B-sale-ch_1 12000 usd books_only'],
  ],
  [
    'an entry of another kind is not this entry',
    { legs: [sale], entries: [entry('refund', 'R-1', 'ch_1', 120_00n)] },
    ['MISSING_IN_BOOKS ch_1 12000 usd books_only', 'MISSING_IN_STRIPE R-1 12000 usd platform_owes_customer'],
  ],
  [
    'the books say less',
    { legs: [sale], entries: [twin(sale, { amountMinor: 102_00n })] },
    ['AMOUNT_MISMATCH ch_1 1800 usd books_only'],
  ],
  [
    'the books say more, in thousandths of a dinar',
    { legs: [kwd], entries: [twin(kwd, { amountMinor: 12_350n })] },
    ['AMOUNT_MISMATCH ch_k 5 kwd books_only'],
  ],
  [
    'another currency is one finding, not two',
    { legs: [sale], entries: [twin(sale, { currency: 'eur', amountMinor: 1n })] },
    ['CURRENCY_MISMATCH ch_1 12000 usd books_only'],
  ],
  [
    'a pending charge is neither missing nor compared',
    { legs: [leg('sale', 'ch_1', 0n, { settled: false, askedMinor: 120_00n })] },
    ['TIMING_PENDING ch_1 12000 usd books_only'],
  ],
  [
    '… nor when the books have it',
    { legs: [leg('sale', 'ch_1', 100_00n, { settled: false })], entries: [twin(sale)] },
    ['TIMING_PENDING ch_1 10000 usd books_only'],
  ],
  [
    'after seven days it counts as one that Stripe does not have',
    { legs: [leg('sale', 'ch_1', 120_00n, { settled: false, created: ago(169) })], entries: [twin(sale)] },
    ['MISSING_IN_STRIPE B-sale-ch_1 12000 usd books_only'],
  ],
  [
    'a fee off its contract, booked as taken',
    {
      legs: [sale, fee],
      entries: [twin(sale), twin(fee)],
      contracts: [contract({ bands: [{ currency: 'usd', fromMinor: 0n, rateBp: 1000n, fixedMinor: 25n }] })],
    },
    ['FEE_VARIANCE fee_1 575 usd platform_owes_seller'],
  ],
  [
    'a fee off its contract, booked as agreed, is no mismatch',
    {
      legs: [sale, fee],
      entries: [twin(sale), twin(fee, { amountMinor: 24_00n })],
      contracts: [contract({ bands: [{ currency: 'usd', fromMinor: 0n, rateBp: 2000n, fixedMinor: 0n }] })],
    },
    ['FEE_VARIANCE fee_1 600 usd seller_owes_platform'],
  ],
  [
    'three numbers for one fee are two findings',
    {
      legs: [sale, fee],
      entries: [twin(sale), twin(fee, { amountMinor: 10_00n })],
      contracts: [contract({ bands: [{ currency: 'usd', fromMinor: 0n, rateBp: 2000n, fixedMinor: 0n }] })],
    },
    ['AMOUNT_MISMATCH fee_1 800 usd books_only', 'FEE_VARIANCE fee_1 600 usd seller_owes_platform'],
  ],
  [
    'a contract of another currency checks nothing',
    {
      legs: [sale, fee],
      entries: [twin(sale), twin(fee)],
      contracts: [contract({ bands: [{ currency: 'jpy', fromMinor: 0n, rateBp: 1n, fixedMinor: 0n }] })],
    },
    [],
  ],
  [
    'entered twice: the later goes',
    { legs: [sale], entries: [twin(sale), twin(sale, { reference: 'B-2', id: 'be_2', occurredAt: ago(90) })] },
    ['DUPLICATE B-2 12000 usd books_only'],
  ],
  [
    'entered twice: the one that equals Stripe stays, even if later',
    {
      legs: [sale],
      entries: [twin(sale, { amountMinor: 1_00n }), twin(sale, { reference: 'B-2', id: 'be_2', occurredAt: ago(90) })],
    },
    ['DUPLICATE B-sale-ch_1 100 usd books_only'],
  ],
  [
    'charged twice for one order',
    { legs: [first, second], entries: [twin(first)] },
    ['DUPLICATE ch_2 12000 usd platform_owes_customer'],
  ],
  [
    'charged twice, and the books name the second: it stays',
    { legs: [first, second], entries: [twin(second)] },
    ['DUPLICATE ch_1 12000 usd platform_owes_customer'],
  ],
  [
    'charged twice, and the books know the order alone: the first stays',
    { legs: [second, first], entries: [entry('sale', 'S-1', null, 120_00n, order)] },
    ['DUPLICATE ch_2 12000 usd platform_owes_customer'],
  ],
  [
    'honest twins: two orders of one amount on one day',
    { legs: [first, { ...second, orderReference: 'FH-2' }], entries: [twin(first), twin(second)] },
    [],
  ],
  [
    'honest twins: two instalments of one order, both booked',
    { legs: [first, second], entries: [twin(first), twin(second)] },
    [],
  ],
  [
    'two charges of one order and no sale are both missing',
    { legs: [first, second] },
    ['MISSING_IN_BOOKS ch_1 12000 usd books_only', 'MISSING_IN_BOOKS ch_2 12000 usd books_only'],
  ],
  ['a sale that knows only its order', { legs: [first], entries: [entry('sale', 'S-1', null, 120_00n, order)] }, []],
  [
    '… of another amount',
    { legs: [first], entries: [entry('sale', 'S-1', null, 100_00n, order)] },
    ['AMOUNT_MISMATCH ch_1 2000 usd books_only'],
  ],
  [
    '… and whose order two different charges carry: no guess is made',
    { legs: [first, { ...second, amountMinor: 7_00n }], entries: [entry('sale', 'S-1', null, 120_00n, order)] },
    ['MISSING_IN_BOOKS ch_1 12000 usd books_only', 'MISSING_IN_BOOKS ch_2 700 usd books_only'],
  ],
  [
    '… and whose order no charge carries',
    { entries: [entry('sale', 'S-1', null, 120_00n, order)] },
    ['MISSING_IN_STRIPE S-1 12000 usd books_only'],
  ],
  [
    'the order of another account is another order',
    { legs: [{ ...first, account: 'acct_x' }], entries: [entry('sale', 'S-1', null, 120_00n, order)] },
    ['MISSING_IN_BOOKS ch_1 12000 usd books_only', 'MISSING_IN_STRIPE S-1 12000 usd books_only'],
  ],
  [
    'a payout came back and the books still have it paid',
    { legs: [payout, failed], entries: [twin(payout)] },
    ['PAYOUT_FAILED_UNBOOKED po_1 50000 usd books_only'],
  ],
  [
    '… within the books’ day',
    { legs: [payout, { ...failed, created: ago(3) }], entries: [twin(payout)] },
    ['TIMING_PENDING po_1 50000 usd books_only'],
  ],
  ['… and is booked', { legs: [payout, failed], entries: [twin(payout), twin(failed)] }, []],
  [
    'a failed payout of which the books know nothing is missing once',
    { legs: [payout, failed] },
    ['MISSING_IN_BOOKS po_1 50000 usd books_only'],
  ],
  ['a payout whose movements add up to it', { legs: [payout], entries: [twin(payout)], payouts: [payoutItems()] }, []],
  [
    'a payout one cent short of its movements',
    { legs: [payout], entries: [twin(payout)], payouts: [payoutItems({ itemsMinor: 500_01n })] },
    ['AMOUNT_MISMATCH po_1 1 usd stripe_owes_platform'],
  ],
  [
    'a payout that Stripe has not itemised yet',
    { legs: [payout], entries: [twin(payout)], payouts: [payoutItems({ itemsMinor: 0n, items: 0 })] },
    [],
  ],
  [
    'a category that nobody published',
    {
      movements: [
        {
          account: 'acct_x',
          id: 'txn_1',
          sourceId: null,
          reportingCategory: 'moon_dust',
          type: 'moon',
          netMinor: -7_00n,
          currency: 'isk',
          created: ago(1),
          feePayer: null,
        },
      ],
    },
    ['UNKNOWN_TYPE txn_1 700 isk unknown'],
  ],
]

describe('both sides of one movement', () => {
  test.each(cases)('%s', (_, family, expected) => {
    expect(told(family)).toEqual(expected)
  })

  test('a clock that runs out is looked at again in its next millisecond', () => {
    const late = leg('sale', 'ch_1', 120_00n, { created: ago(23) })
    const { recheckAt } = decide({ legs: [late] })
    expect(recheckAt).toEqual(new Date(ago(-1).getTime() + 1))
    expect(told({ legs: [late] }, ago(-1))).toEqual(['TIMING_PENDING ch_1 12000 usd books_only'])
    expect(told({ legs: [late] }, recheckAt ?? undefined)).toEqual(['MISSING_IN_BOOKS ch_1 12000 usd books_only'])
  })

  test('a family beyond the limit is refused, not half decided', () => {
    const many = Array.from({ length: 50_001 }, (_, i) => leg('sale', `ch_${i}`, 1n))
    expect(() => decide({ legs: many })).toThrow('at most 50000')
  })
})
