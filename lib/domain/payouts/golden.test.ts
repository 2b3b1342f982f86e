import { describe, expect, test } from 'vitest'
import { composePayouts } from './compose-payouts'
import type { BalanceRow, Composition, PayoutFact } from './composition'
import { confidenceWord } from './confidence'
import { compositionPolicy } from './policy'
import { history, leaving, payout, returning, row } from './testing/history'

const compose = (rows: BalanceRow[], payouts: PayoutFact[], isFullHistory = true) =>
  composePayouts(history(rows, payouts, isFullHistory), compositionPolicy)
/** The proof as a person would write it. */
const proof = ({ beforeMinor, consumedMinor, afterMinor, remainderMinor }: Composition) =>
  `${beforeMinor} − ${consumedMinor} = ${afterMinor}, ${remainderMinor} left over`
const parts = (one: Composition | undefined) => one?.parts.map(({ row: { id }, minor }) => `${id} ${minor}`)
const word = ({ confidence }: Composition) => confidenceWord(confidence, compositionPolicy)

describe('a manual payout over three currencies', () => {
  // Each currency is a balance of its own: the same three days of sales, paid out on the fourth.
  const balances = {
    usd: { sales: [500_00n, 700_00n, 40_00n], paid: 1_204_50n },
    eur: { sales: [90_00n, 10_00n], paid: 100_00n },
    jpy: { sales: [12_000n, 3_000n], paid: 12_500n },
  }
  const made = Object.entries(balances).map(([currency, { sales, paid }]) => {
    const rows = sales.map((minor, day) => row(`${currency}_${day + 1}`, minor, 24 * (day + 1)))
    return compose(rows, [payout(`po_${currency}`, paid, 100)])[0]
  })

  test('takes the oldest funds first and cuts the last row where the amount is reached', () => {
    expect(made.map(parts)).toEqual([
      ['usd_1 50000', 'usd_2 70000', 'usd_3 450'],
      ['eur_1 9000', 'eur_2 1000'],
      ['jpy_1 12000', 'jpy_2 500'],
    ])
  })

  test('shows the proof of each, with nothing left over', () => {
    expect(made.flatMap((one) => (one ? [proof(one)] : []))).toEqual([
      '124000 − 120450 = 3550, 0 left over',
      '10000 − 10000 = 0, 0 left over',
      '15000 − 12500 = 2500, 0 left over',
    ])
  })

  test('is certain; ten points are missing where the cut runs through a row', () => {
    expect(made.map((one) => one && [one.confidence, word(one)])).toEqual([
      [90, 'certain'],
      [100, 'certain'],
      [90, 'certain'],
    ])
  })
})

describe('a payout that was paid and then failed', () => {
  const first = payout('po_1', 150n, 10)
  const second = payout('po_2', 60n, 20)
  const third = payout('po_3', 160n, 40)
  const sales = [row('a', 100n, 1), row('b', 100n, 2), row('c', 100n, 3)]
  const made = compose(
    [...sales, leaving(first), leaving(second), returning(first, 30), leaving(third)],
    [first, second, third],
  )

  test('gives its rows back in their old order, and the next payout consumes them again', () => {
    expect(made.map(parts)).toEqual([
      ['a 100', 'b 50'],
      ['b 50', 'c 10'],
      ['a 100', 'b 50', 'c 10'],
    ])
  })

  test('returns to the balance what it took', () => {
    expect(made.map(proof)).toEqual([
      '300 − 150 = 150, 0 left over',
      '150 − 60 = 90, 0 left over',
      '240 − 160 = 80, 0 left over',
    ])
  })

  test('a row that one payout took in two parts is whole again when both have failed', () => {
    const [one, two] = [payout('po_1', 40n, 10), payout('po_2', 60n, 20)]
    const last = payout('po_3', 100n, 40)
    const rows = [row('a', 100n, 1), leaving(one), leaving(two), returning(one, 30), returning(two, 31)]
    expect(parts(compose(rows, [one, two, last])[2])).toEqual(['a 100'])
  })

  test('gives back money that no row was known for as its own row', () => {
    const one = payout('po_1', 500n, 10)
    const rows = [row('a', 100n, 1), leaving(one), returning(one, 20)]
    const [lost, again] = compose(rows, [one, payout('po_2', 450n, 30)])
    expect([lost && proof(lost), parts(again)]).toEqual([
      '100 − 100 = 0, 400 left over',
      ['a 100', 'txn_back_po_1 350'],
    ])
  })
})

test('a partial capture and a partial refund are shown in the payout during which they fell', () => {
  const rows = [
    row('charge', 200n, 5),
    row('let_go', -50n, 5, { category: 'partial_capture_reversal' }),
    row('refund', -30n, 8, { category: 'refund' }),
    row('late_refund', -20n, 15, { category: 'refund' }),
  ]
  const made = compose(rows, [payout('po_1', 90n, 10), payout('po_2', 10n, 20)])
  expect(made.map(parts)).toEqual([
    ['charge 170', 'let_go -50', 'refund -30'],
    ['charge 30', 'late_refund -20'],
  ])
  expect(made.map(proof)).toEqual(['120 − 90 = 30, 0 left over', '10 − 10 = 0, 0 left over'])
})

test('a balance below zero is filled first; only then is there something to pay out', () => {
  const rows = [row('refund', -50n, 1, { category: 'refund' }), row('sale', 80n, 5)]
  const made = compose(rows, [payout('po_1', 30n, 10)])
  expect(made.map(parts)).toEqual([['refund -50', 'sale 80']])
  expect(made.map(proof)).toEqual(['30 − 30 = 0, 0 left over'])
})

describe('an instant payout before its funds are available', () => {
  const rows = [row('old', 40n, 1), row('new', 100n, 48, { created: row('', 0n, 9).created })]
  const made = compose(rows, [payout('po_1', 90n, 10, { isInstant: true }), payout('po_2', 50n, 60)])

  test('takes what is available, then what is on its way, and leaves a balance below zero', () => {
    expect(made.map(parts)).toEqual([['old 40', 'new 50'], ['new 50']])
    expect(made.map(proof)).toEqual(['40 − 90 = -50, 0 left over', '50 − 50 = 0, 0 left over'])
    expect(made[0]?.parts.map(({ isEarly }) => isEarly)).toEqual([false, true])
  })

  test('does not take what did not exist yet: that is left over', () => {
    const later = [row('old', 40n, 1), row('new', 100n, 48, { created: row('', 0n, 20).created })]
    const [one] = compose(later, [payout('po_1', 90n, 10, { isInstant: true })])
    expect(one && [proof(one), word(one)]).toEqual(['40 − 40 = 0, 50 left over', 'unclear'])
  })

  test('shows the fee that Stripe took with it as a row of its own', () => {
    const one = payout('po_1', 90n, 10, { isInstant: true })
    const [made] = compose([row('sale', 100n, 1), leaving(one, { netMinor: -91n })], [one])
    expect([parts(made), made && proof(made)]).toEqual([['sale 91', 'txn_po_1 -1'], '99 − 90 = 9, 0 left over'])
  })
})

describe('beside automatic payouts', () => {
  const listed = { rows: 3, netMinor: 70n }
  const instant = payout('po_now', 50n, 10, { isInstant: true })
  const sweep = payout('po_auto', 70n, 30, { isAutomatic: true, listed })
  const rows = [
    row('a', 80n, 1, { listedIn: 'po_auto' }),
    row('b', 40n, 20, { listedIn: 'po_auto' }),
    leaving(instant, { listedIn: 'po_auto' }),
    leaving(sweep),
  ]

  test('an instant payout draws on what the next automatic one would have swept', () => {
    const made = compose(rows, [instant, sweep])
    expect(made.map(parts)).toEqual([['a 50'], []])
    expect(made.map(proof)).toEqual(['80 − 50 = 30, 0 left over', '70 − 70 = 0, 0 left over'])
    expect(made.map((one) => [one.basis, word(one)])).toEqual([
      ['allocated', 'likely'],
      ['listed', 'certain'],
    ])
  })

  test('rows that Stripe lists are not there for a manual payout that the listing does not know', () => {
    const own = rows.map((one) => (one.sourceId === 'po_now' ? { ...one, listedIn: null } : one))
    const [made] = compose([...own, row('free', 20n, 2)], [instant, sweep])
    expect([parts(made), made && proof(made)]).toEqual([['free 20'], '100 − 20 = 80, 30 left over'])
  })

  test('until Stripe has listed it, an automatic payout is allocated and at most likely', () => {
    const [made] = compose([row('a', 70n, 1)], [{ ...sweep, listed: null }])
    expect(made && [made.basis, made.confidence, word(made)]).toEqual(['awaited', 85, 'likely'])
  })

  test('a listing that forgot a row leaves the difference over, with its sign', () => {
    const [made] = compose(
      [row('a', 80n, 1, { listedIn: 'po_auto' })],
      [{ ...sweep, listed: { rows: 1, netMinor: 80n } }],
    )
    expect(made && [proof(made), word(made)]).toEqual(['80 − 80 = 0, -10 left over', 'unclear'])
  })
})

describe('a payout below zero, with which Stripe debits the bank', () => {
  const refunds = [row('sale', 60n, 1), row('refund', -80n, 2, { category: 'refund' })]
  const debit = payout('po_debit', -20n, 10)

  test('absorbs what the balance was below zero by, and leaves nothing', () => {
    const [made] = compose([...refunds, leaving(debit)], [debit])
    expect([parts(made), made && proof(made)]).toEqual([['sale 60', 'refund -80'], '-20 − -20 = 0, 0 left over'])
  })

  test('takes no credit where the known rows cost less than it brought, and the rest is below zero', () => {
    const more = payout('po_debit', -100n, 10)
    const [made, next] = compose([...refunds, leaving(more)], [more, payout('po_next', 60n, 20)], false)
    expect([parts(made), made && proof(made)]).toEqual([['refund -80'], '-20 − -80 = 60, -20 left over'])
    expect([parts(next), next && proof(next)]).toEqual([['sale 60'], '60 − 60 = 0, 0 left over'])
  })
})

test('each doubt costs its points', () => {
  const three = [row('a', 10n, 5), row('b', 10n, 5), row('c', 10n, 9)]
  const score = (amount: bigint, isFull = true) => compose(three, [payout('po_1', amount, 20)], isFull)[0]?.confidence
  expect({ all: score(30n), tied: score(10n), tiedInside: score(5n), inside: score(25n), over: score(31n) }).toEqual({
    all: 100,
    tied: 90,
    tiedInside: 80,
    inside: 90,
    over: 55,
  })
  expect(score(30n, false)).toBe(80)
})
