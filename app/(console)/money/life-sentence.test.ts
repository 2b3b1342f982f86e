import { describe, expect, test } from 'vitest'
import type { LifeFacts } from '@/lib/domain/money-life/life'
import { lifeOf } from '@/lib/domain/money-life/life-of'
import { platform, SmallLife } from '@/lib/domain/money-life/testing/small-life'
import type { PayoutEnd } from '@/lib/server/money-life/load-payouts'
import type { MoneyLife } from '@/lib/server/money-life/queries'
import { endSentence } from './end-sentence'
import { lifeSentence } from './life-sentence'

const seller = 'acct_seller'
const paid: PayoutEnd = {
  payoutId: 'po_1',
  accountId: seller,
  amountMinor: 96_00n,
  currency: 'eur',
  status: 'paid',
  arrivalOn: '2026-11-03' as PayoutEnd['arrivalOn'],
  traceId: 'T-77',
  bankAccountId: null,
  statementsUntil: null,
}
const lifeWith = (facts: LifeFacts, more: Partial<MoneyLife> = {}): MoneyLife => ({
  graph: lifeOf(facts),
  orders: [],
  ends: [],
  platforms: [platform],
  isCut: false,
  ...more,
})
const nameOf = (id: string) => (id === seller ? 'Alder Bakery' : id)
const said = (life: MoneyLife) => lifeSentence(life, nameOf).text

/** 120.00 of a customer: 96.00 to the seller, 7.50 back, 2.10 to Stripe, and 14.40 is left for the platform. */
const sale = () =>
  new SmallLife()
    .row(1, 'ch_1', 'charge', 120_00n, { fees: [{ type: 'stripe_fee', amountMinor: 2_10n }] })
    .object(1, 'py_1', 'charge', 96_00n, { accountId: seller, sourceTransfer: 'tr_1' })
    .row(1, 'tr_1', 'transfer', -96_00n)
    .row(1, 'py_1', 'charge', 96_00n, { id: 'txn_py', accountId: seller })
    .row(2, 're_1', 'refund', -7_50n)
    .object(2, 'po_1', 'payout', 96_00n, { accountId: seller, status: 'paid' })

describe('the sentence of a payment', () => {
  test('says who has the customer’s money, and that it reached the bank', () => {
    const life = lifeWith(sale().part('txn_py', 'po_1', 96_00n, seller).facts, { orders: ['1234'], ends: [paid] })
    expect(said(life)).toBe(
      'EUR 120.00 from order 1234: EUR 96.00 reached the bank of Alder Bakery on 3 Nov, EUR 14.40 is the platform’s, EUR 2.10 went to Stripe in fees, EUR 7.50 was refunded.',
    )
  })

  test('says what is at the bank of it, and what is not', () => {
    const part = lifeWith(sale().part('txn_py', 'po_1', 40_00n, seller).facts, { ends: [paid] })
    expect(said(part)).toContain('EUR 96.00 is for Alder Bakery, EUR 40.00 of it at the bank on 3 Nov,')
    const failed = lifeWith(sale().part('txn_py', 'po_1', 96_00n, seller).facts, {
      ends: [{ ...paid, status: 'failed' }],
    })
    expect(said(failed)).toContain(': EUR 96.00 is for Alder Bakery, EUR 14.40')
  })

  test('says what a seller’s part became in his own currency, and what only one side shows', () => {
    const abroad = new SmallLife().row(1, 'ch_1', 'charge', 50_00n).row(1, 'tr_1', 'transfer', -40_00n)
    expect(said(lifeWith(abroad.facts))).toContain('EUR 40.00 is seen on one side alone so far.')
    abroad.row(1, 'py_1', 'charge', 60_00n, { accountId: seller, currency: 'cad' })
    abroad.object(1, 'py_1', 'charge', 60_00n, { accountId: seller, currency: 'cad', sourceTransfer: 'tr_1' })
    expect(said(lifeWith(abroad.facts))).toContain('EUR 40.00 was converted and is CAD 60.00 for Alder Bakery.')
  })

  test('says who is short where more went out than came in', () => {
    const lost = new SmallLife()
      .row(1, 'ch_1', 'charge', 50_00n)
      .row(2, 'dp_1', 'dispute', -50_00n, { fees: [{ type: 'stripe_fee', amountMinor: 15_00n }] })
    expect(said(lifeWith(lost.facts))).toBe(
      'EUR 50.00: the platform is EUR 15.00 short, EUR 15.00 went to Stripe in fees, EUR 50.00 is disputed or lost.',
    )
  })

  test('without a customer says whose word alone there is', () => {
    expect(said(lifeWith(new SmallLife().entry(1, 'sale', null, 9_90n).facts))).toBe(
      'EUR 9.90: the books have it as “Sale”, and Stripe has nothing of it.',
    )
    expect(said(lifeWith(new SmallLife().line(1, 'bkl_1', -9_90n, null).facts))).toBe(
      'EUR 9.90: the bank booked it, and no movement at Stripe is tied to it.',
    )
  })
})

describe('where a payout’s way ends', () => {
  const graph = (line: boolean, back: boolean) => {
    const life = new SmallLife().object(2, 'po_1', 'payout', 96_00n, { status: back ? 'failed' : 'paid' })
    if (line) life.line(3, 'bkl_1', 96_00n, { kind: 'payout', objectId: 'po_1' })
    if (back) life.line(5, 'bkl_2', -96_00n, { kind: 'return', objectId: 'po_1' })
    return lifeOf(life.facts)
  }

  test('at its bank line, or back at Stripe', () => {
    expect(endSentence(paid, graph(true, false))).toBe('Payout po_1 of EUR 96.00 arrived: the bank booked it on 3 Nov.')
    expect(endSentence(paid, graph(true, true))).toBe(
      'Payout po_1 of EUR 96.00 came back: the money is on the balance again. The bank had booked it on 3 Nov and sent it back.',
    )
  })

  test('with Stripe’s word and its trace, where no statement says more', () => {
    expect(endSentence(paid, graph(false, false))).toBe(
      'Payout po_1 of EUR 96.00 is paid, as Stripe says, and was due at the bank on 3 Nov, trace T-77. No statement of that bank account is imported here, so its way ends with Stripe’s word.',
    )
    const known = { ...paid, traceId: null, bankAccountId: 'bka_1' }
    const until = (day: string) => ({ ...known, statementsUntil: day as PayoutEnd['statementsUntil'] })
    expect(endSentence(until('2026-11-01'), graph(false, false))).toMatch(/Statements are here until 1 Nov\.$/)
    expect(endSentence(until('2026-11-09'), graph(false, false))).toMatch(/no line of them is tied to it\.$/)
    expect(endSentence({ ...known, status: 'in_transit' }, graph(false, false))).toContain(
      'is on its way, due at the bank on 3 Nov.',
    )
  })
})
