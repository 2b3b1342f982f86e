import { describe, expect, test } from 'vitest'
import { ago, contract, decide, leg, refundedSale, type SmallFamily, told, twin } from './testing/small-family'

const { charge, fee, transfer, refund, feeRefund, reversal } = refundedSale()
const base = [charge, fee, transfer, refund]
const booked = (...legs: Parameters<typeof twin>[0][]) => legs.map((l) => twin(l))
const returned = { contracts: [contract()] }
const family = (legs: typeof base, over: SmallFamily = {}): SmallFamily => ({
  legs,
  entries: booked(...legs),
  ...returned,
  ...over,
})
const feeLeak = (minor: number) => `APP_FEE_NOT_REFUNDED fee_1 ${minor} usd platform_owes_seller`
const transferLeak = (minor: number) => `TRANSFER_NOT_REVERSED tr_1 ${minor} usd seller_owes_platform`
const part1 = leg('refund', 're_1', 50_00n, { parentId: 'ch_1', created: ago(50) })
const part2 = leg('refund', 're_2', 16_67n, { parentId: 'ch_1', created: ago(40) })
const sharesOf = (seller: string, amountMinor: bigint) => ({ shares: [{ seller, amountMinor }] })

describe('a refund that forgets', () => {
  test.each<[string, SmallFamily, string[]]>([
    ['nothing: fee and transfer came back', family([...base, feeRefund, reversal]), []],
    ['both: two findings, never netted', family(base), [feeLeak(30_00), transferLeak(200_00)]],
    ['the fee alone', family([...base, reversal]), [feeLeak(30_00)]],
    ['the transfer alone', family([...base, feeRefund]), [transferLeak(200_00)]],
    [
      'the fee, which the contract lets the platform keep',
      family([...base, reversal], { contracts: [contract({ refundPolicy: 'kept' })] }),
      [],
    ],
    ['the fee, without any contract', family([...base, reversal], { contracts: [] }), []],
    [
      'the fee, with a returning contract that has no band',
      family([...base, reversal], { contracts: [contract({ bands: [] })] }),
      [feeLeak(30_00)],
    ],
    ['a part of both', family([charge, fee, transfer, part1]), [feeLeak(7_50), transferLeak(50_00)]],
    [
      'two parts of both, rounded once',
      family([charge, fee, transfer, part1, part2]),
      [feeLeak(10_00), transferLeak(66_67)],
    ],
    [
      'one cent per refund is rounding',
      family([
        charge,
        fee,
        transfer,
        part1,
        { ...feeRefund, amountMinor: 7_49n },
        { ...reversal, amountMinor: 49_99n },
      ]),
      [],
    ],
    [
      'two cents on one refund are not',
      family([
        charge,
        fee,
        transfer,
        part1,
        { ...feeRefund, amountMinor: 7_48n },
        { ...reversal, amountMinor: 49_98n },
      ]),
      [feeLeak(2), transferLeak(2)],
    ],
    ['what failed was never refunded', family([charge, fee, transfer, { ...refund, status: 'failed' }]), []],
    ['an hour has not passed', family([charge, fee, transfer, { ...refund, created: ago(1) }]), []],
    [
      'what the books say that this seller gives back',
      {
        legs: [charge, transfer, part1],
        entries: [...booked(charge, transfer), twin(part1, sharesOf('acct_seller', 12_34n))],
      },
      [transferLeak(12_34)],
    ],
    [
      'shares in another currency say nothing about this transfer',
      {
        legs: [charge, transfer, part1],
        entries: [...booked(charge, transfer), twin(part1, { ...sharesOf('acct_seller', 12_34n), currency: 'eur' })],
      },
      ['CURRENCY_MISMATCH re_1 5000 usd books_only', transferLeak(50_00)],
    ],
    [
      'a seller of the cart who gives nothing back',
      {
        legs: [charge, transfer, part1],
        entries: [...booked(charge, transfer), twin(part1, sharesOf('acct_other', 50_00n))],
      },
      [],
    ],
    [
      'shares beyond the transfer are capped by it',
      {
        legs: [charge, transfer, refund],
        entries: [...booked(charge, transfer), twin(refund, sharesOf('acct_seller', 999_00n))],
      },
      [transferLeak(200_00)],
    ],
    [
      'a refund without shares beside one with them',
      {
        legs: [charge, transfer, part1, part2],
        entries: [...booked(charge, transfer, part2), twin(part1, sharesOf('acct_seller', 40_00n))],
      },
      [transferLeak(56_67)],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected)
  })

  test('each sentence says who owes whom, and the real loss of 170', () => {
    const [feeFinding, transferFinding] = decide(family(base)).findings
    expect(feeFinding?.sentence).toBe(
      'A sale was refunded and USD 30.00 of its application fee was not given back: the platform owes the seller USD 30.00. Over the whole payment the platform has really lost USD 170.00.',
    )
    expect(transferFinding?.sentence).toBe(
      'A sale was refunded and USD 200.00 of its transfer was not taken back: the seller owes the platform USD 200.00. Over the whole payment the platform has really lost USD 170.00.',
    )
    expect([feeFinding, transferFinding].map((f) => f?.evidence.platformLossMinor)).toEqual(['17000', '17000'])
  })

  test('a cart: each seller owes his own share', () => {
    const cart = leg('sale', 'ch_1', 100_00n, { orderReference: 'FH-9' })
    const a = leg('transfer', 'tr_a', 50_00n, { parentId: 'ch_1', seller: 'acct_a' })
    const b = leg('transfer', 'tr_b', 30_00n, { parentId: 'ch_1', seller: 'acct_b' })
    const half = leg('refund', 're_1', 40_00n, { parentId: 'ch_1' })
    const shares = [
      { seller: 'acct_a', amountMinor: 25_00n },
      { seller: 'acct_b', amountMinor: 10_00n },
    ]
    const back = leg('transfer_reversal', 'trr_1', 25_00n, { parentId: 'tr_a' })
    const entries = [...booked(cart, a, b, back), twin(half, { shares })]
    expect(told({ legs: [cart, a, b, half, back], entries })).toEqual([
      'TRANSFER_NOT_REVERSED tr_b 1000 usd seller_owes_platform',
    ])
  })

  test('the clock of a leak is looked at again when its hour is over', () => {
    const fresh = { ...refund, created: ago(0.5) }
    const verdict = decide(family([charge, fee, transfer, fresh]))
    expect(verdict.findings).toEqual([])
    expect(verdict.recheckAt).toEqual(new Date(ago(-0.5).getTime() + 1))
  })
})
