import { describe, expect, test } from 'vitest'
import type { Entry, Leg } from './facts'
import { ago, decide, leg, type SmallFamily, told, twin } from './testing/small-family'

const settledAt = (hours: number, minor = 100_00n, currency = 'usd') => ({
  settlement: { amountMinor: minor, currency, at: ago(hours) },
})
const cart = leg('sale', 'ch_1', 100_00n, settledAt(90))
const to = (seller: string, minor: bigint, over: Partial<Leg> = {}) =>
  leg('transfer', `tr_${seller}`, minor, { parentId: 'ch_1', seller: `acct_${seller}`, ...over })
const shares = (...of: [string, bigint][]) => ({
  shares: of.map(([seller, amountMinor]) => ({ seller: `acct_${seller}`, amountMinor })),
})
const promised = shares(['a', 50_00n], ['b', 30_00n])
const family = (sale: Leg, over: Partial<Entry>, ...transfers: Leg[]): SmallFamily => ({
  legs: [sale, ...transfers],
  entries: [twin(sale, over), ...transfers.map((t) => twin(t))],
})
const missing = (minor: number) => `TRANSFER_MISSING ch_1 ${minor} usd platform_owes_seller`
const incomplete = (minor: number) => `SPLIT_INCOMPLETE ch_1 ${minor} usd platform_owes_seller`
const over = (id: string, minor: number) => `OVER_TRANSFERRED ${id} ${minor} usd seller_owes_platform`

describe('the shares of a sale', () => {
  test.each<[string, SmallFamily, string[]]>([
    ['all transferred', family(cart, promised, to('a', 50_00n), to('b', 30_00n)), []],
    ['one seller got nothing', family(cart, promised, to('a', 50_00n)), [missing(30_00)]],
    ['nobody got anything: added up', family(cart, promised), [missing(80_00)]],
    ['one minor unit less', family(cart, promised, to('a', 49_99n), to('b', 30_00n)), [incomplete(1)]],
    ['one minor unit more', family(cart, promised, to('a', 50_01n), to('b', 30_00n)), [over('tr_a', 1)]],
    [
      'one nothing, one too little, one too much',
      family(cart, shares(['a', 50_00n], ['b', 30_00n], ['c', 10_00n]), to('b', 29_00n), to('c', 12_00n)),
      [over('tr_c', 2_00), incomplete(1_00), missing(50_00)],
    ],
    [
      'two transfers to one seller add up',
      family(cart, promised, to('a', 20_00n), to('a', 30_00n, { objectId: 'tr_a2' }), to('b', 30_00n)),
      [],
    ],
    [
      'too much is the latest transfer’s',
      family(cart, shares(['a', 40_00n]), to('a', 20_00n), to('a', 30_00n, { objectId: 'tr_a0', created: ago(99) })),
      [over('tr_a0', 10_00)],
    ],
    [
      '… of one second, the larger id’s',
      family(cart, shares(['a', 40_00n]), to('a', 20_00n), to('a', 30_00n, { objectId: 'tr_a0' })),
      [over('tr_a0', 10_00)],
    ],
    ['a share of zero', family(cart, shares(['a', 0n]), to('a', 5_00n)), [over('tr_a', 5_00)]],
    [
      'a seller whom the shares do not name',
      family(cart, shares(['a', 50_00n]), to('a', 50_00n), to('b', 1n)),
      [over('tr_b', 1)],
    ],
    ['no shares promise nothing', family(cart, {}, to('a', 5_00n)), []],
    [
      'a transfer in another currency is none of this currency',
      family(cart, shares(['a', 50_00n]), to('a', 50_00n, { currency: 'eur' })),
      [missing(50_00)],
    ],
    [
      'shares in another currency say nothing',
      family(cart, { ...promised, currency: 'eur' }),
      ['CURRENCY_MISMATCH ch_1 10000 usd books_only'],
    ],
    ['the day after settling is still in time', family({ ...cart, ...settledAt(24) }, promised, to('a', 1_00n)), []],
    ['too much has no clock', family({ ...cart, ...settledAt(1) }, promised, to('a', 60_00n)), [over('tr_a', 10_00)]],
    ['a charge of which nobody knows when it settled', family({ ...cart, settlement: null }, promised), []],
    [
      'a direct charge lies with its seller already',
      family({ ...cart, account: 'acct_a', seller: 'acct_a' }, { ...shares(['a', 90_00n]), account: 'acct_a' }),
      [],
    ],
    [
      'a transfer that was reversed was made all the same',
      family(
        cart,
        promised,
        to('a', 50_00n),
        to('b', 30_00n),
        leg('transfer_reversal', 'trr_1', 30_00n, { parentId: 'tr_b' }),
      ),
      [],
    ],
    [
      'what was transferred anew after a won dispute is no share',
      family(
        cart,
        promised,
        to('a', 50_00n),
        to('b', 10_00n),
        leg('dispute', 'du_1', 100_00n, { parentId: 'ch_1' }),
        leg('dispute_reversal', 'du_1', 100_00n, { parentId: 'ch_1', created: ago(50) }),
        to('b', 20_00n, { objectId: 'tr_b2', created: ago(50) }),
      ),
      [incomplete(20_00)],
    ],
    [
      'the kept entry counts, not its double',
      {
        legs: [cart, to('a', 50_00n)],
        entries: [
          twin(cart, { ...shares(['a', 50_00n]), occurredAt: ago(99) }),
          twin(cart, { ...shares(['a', 99_00n]), reference: 'B-2', id: 'be_2', amountMinor: 1n, occurredAt: ago(100) }),
          twin(to('a', 50_00n)),
        ],
      },
      ['DUPLICATE B-2 1 usd books_only'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual([...expected].sort())
  })

  test('one seller is named by the finding, several are counted', () => {
    const [one] = decide(family(cart, promised, to('a', 50_00n))).findings
    expect(one?.seller).toBe('acct_b')
    const [two] = decide(family(cart, promised)).findings
    expect(two?.seller).toBeNull()
    expect(two?.sentence).toBe(
      'A sale of USD 100.00 has settled and 2 of its sellers received nothing of it, though the books promise USD 80.00: the platform owes them together USD 80.00.',
    )
    expect(two?.evidence.parts).toEqual([
      { label: 'Share of acct_a', amountMinor: '5000' },
      { label: 'Share of acct_b', amountMinor: '3000' },
    ])
  })

  test('the clock is looked at again when the day after settling is over', () => {
    const { recheckAt } = decide(family({ ...cart, ...settledAt(20) }, promised))
    expect(recheckAt).toEqual(new Date(ago(-4).getTime() + 1))
  })
})

describe('a conversion that was quoted', () => {
  const sale = (settled: bigint, minor = 1_000_00n, currency = 'eur') =>
    leg('sale', 'ch_1', minor, settledAt(90, settled, currency))
  const quoted = (rate: string, currency = 'eur') => ({ quote: { currency, rate } })
  const less = (minor: number, direction = 'stripe_owes_platform') => `FX_VARIANCE ch_1 ${minor} eur ${direction}`
  test.each<[string, SmallFamily, string[]]>([
    ['settled as promised', family(sale(920_00n), quoted('0.92')), []],
    ['a hundred minor units less is no finding', family(sale(919_00n), quoted('0.92')), []],
    ['one more is', family(sale(918_99n), quoted('0.92')), [less(1_01)]],
    ['more than promised is no finding', family(sale(2_000_00n), quoted('0.92')), []],
    ['of a large sale ten basis points', family(sale(9_190_80n, 10_000_00n), quoted('0.92')), []],
    ['… and one minor unit more', family(sale(9_190_79n, 10_000_00n), quoted('0.92')), [less(9_21)]],
    ['ten basis points round half up', family(sale(10_049_45n, 10_059_50n), quoted('1')), []],
    ['… so that a half is a whole', family(sale(10_049_43n, 10_059_50n), quoted('1')), [less(10_07)]],
    ['a small sale is always within a hundred', family(sale(0n, 1_00n), quoted('1')), []],
    ['expected is rounded half up', family(sale(0n, 3n), quoted('33.5')), [less(1_01)]],
    ['another currency than it settled in', family(sale(1n), quoted('0.92', 'gbp')), []],
    ['nobody knows yet what it settled for', family({ ...sale(1n), settlement: null }, quoted('0.92')), []],
    [
      'on a seller’s own charge Stripe owes the seller',
      family({ ...sale(900_00n), account: 'acct_a' }, quoted('0.92')),
      [less(20_00, 'stripe_owes_seller')],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected)
  })
})

describe('a fee without a payment', () => {
  const fee = {
    account: 'acct_a',
    id: 'txn_1',
    sourceId: null,
    reportingCategory: 'fee',
    type: 'stripe_fee',
    netMinor: -7_00n,
    currency: 'usd',
    created: ago(1),
    feePayer: 'application',
  }
  test.each<[string, Partial<typeof fee> | { feePayer: null } | { sourceId: string }, string[]]>([
    ['on an account whose fees the platform pays', {}, ['FEE_UNATTRIBUTED txn_1 700 usd stripe_owes_seller']],
    [
      'a network cost alike',
      { reportingCategory: 'network_cost' },
      ['FEE_UNATTRIBUTED txn_1 700 usd stripe_owes_seller'],
    ],
    ['on an account that pays its own', { feePayer: 'account' }, []],
    ['on one of which nobody knows, or on the platform’s', { feePayer: null }, []],
    ['given back', { netMinor: 7_00n }, []],
    ['that belongs to an object', { sourceId: 'ch_1' }, []],
    ['a tax is no fee', { reportingCategory: 'tax' }, []],
  ])('%s', (_, change, expected) => {
    expect(told({ movements: [{ ...fee, ...change }] })).toEqual(expected)
  })
})
