import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharesOf } from '@/lib/domain/money-life/shares'
import { sumsOf } from '@/lib/domain/money-life/sums'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { postLedger } from '../ledger/post-ledger'
import { composeTouched } from '../payouts/compose-touched'
import { reconcileBank } from '../reconciliation/bank/reconcile-bank'
import { bankOf, mt940Of } from '../statements/testing/bank-files'
import { getTransaction } from '../transactions/queries'
import { findLife, getLife, type MoneyLife } from './queries'
import { book, moved, oneSale, storeMoved, thing } from './testing/one-sale'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  await oneSale(t.ctx)
  await platformPayouts()
  const bank = await bankOf(t)
  await bank.bring(mt940Of('7', 100_00n, [[9, 30_00n, 'STRIPE PAYMENTS']]))
  await postLedger(t.ctx)
  await composeTouched(t.ctx)
  await reconcileBank({ ...t.ctx, now: new Date('2026-10-20T00:00:00Z') })
})
afterAll(() => t.close())

/** On the platform: a sale of 40.00, and a payout of 30.00 made by hand, which first took the 4.80 of the earlier one. */
async function platformPayouts(): Promise<void> {
  const charge = thing(5, 'charge', 'ch_2', 4000, { amount_captured: 4000, balance_transaction: 'txn_ch_2_charge' })
  const traced = { status: 'paid', automatic: false, arrival_date: Date.UTC(2026, 9, 9) / 1000 }
  const payout = thing(8, 'payout', 'po_hand', 3000, { ...traced, trace_id: { status: 'pending', value: null } })
  await storeMoved(t.ctx, 'acct_platform', [moved(5, 'charge', 4000, charge), moved(8, 'payout', -3000, payout)])
}

const life = async (id: string): Promise<MoneyLife> => {
  const found = await getLife(t.ctx, id)
  if (!found.ok) throw new Error(`${id}: ${found.reason}`)
  return found.value
}
const told = ({ graph }: MoneyLife) =>
  graph.nodes.map(({ side, kind, amountMinor }) => `${side} ${kind} ${amountMinor}`)

describe('the life of a payment', () => {
  test('stands on the platform’s account, the seller’s, the books and the ledger, whoever is asked for', async () => {
    const whole = await life('ch_1')
    expect(
      told(whole)
        .filter((node) => !node.startsWith('ledger'))
        .sort(),
    ).toEqual([
      'bank bank_payout 3000',
      'books refund -750',
      'books sale 12000',
      'stripe application_fee 1440',
      'stripe application_fee_paid -1440',
      'stripe charge 12000',
      'stripe payout -10560',
      'stripe payout -3000',
      'stripe refund -750',
      'stripe sellers_payment 12000',
      'stripe stripe_fee -210',
      'stripe transfer -12000',
    ])
    expect(whole.orders).toEqual(['order 1234'])
    for (const id of ['re_1', 'py_1', 'tr_1', 'fee_1', 'txn_py_1_charge', 'FH-1', 'FH-2', 'order 1234', ' ch_1 '])
      expect(told(await life(id)), id).toEqual(told(whole))
  })

  test('adds up: the customer’s 120.00, each account, and the ledger beside Stripe', async () => {
    const { graph, platforms } = await life('ch_1')
    expect(sharesOf(graph, platforms)).toEqual([
      {
        currency: 'eur',
        takenMinor: 120_00n,
        refundedMinor: 7_50n,
        disputedMinor: 0n,
        stripeMinor: 2_10n,
        platformMinor: 4_80n,
        sellers: [{ accountId: 'acct_seller', minor: 105_60n }],
        unseenMinor: 0n,
      },
    ])
    expect(sumsOf(graph)).toMatchObject([
      { accountId: 'acct_platform', stripeMinor: 4_80n, ledgerMinor: 4_80n, booksMinor: 112_50n, paidOutMinor: 4_80n },
      { accountId: 'acct_seller', stripeMinor: 105_60n, ledgerMinor: 105_60n, paidOutMinor: 105_60n, restMinor: 0n },
    ])
  })

  test('says where the seller’s payout ends, though no statement of his bank is here', async () => {
    expect((await life('ch_1')).ends).toMatchObject([
      {
        payoutId: 'po_seller',
        accountId: 'acct_seller',
        amountMinor: 105_60n,
        currency: 'eur',
        status: 'paid',
        arrivalOn: '2026-10-08',
        traceId: null,
        bankAccountId: null,
        statementsUntil: null,
      },
      { payoutId: 'po_hand' },
    ])
  })

  test('goes on from a part of a row through a payout made by hand to its bank line, and back from there', async () => {
    const ahead = await life('ch_2')
    const onward = ahead.graph.edges.filter(({ kind }) => kind === 'paid_out_in' || kind === 'arrived_as')
    expect(onward).toMatchObject([
      { from: 'stripe:acct_platform:txn_ch_2_charge', kind: 'paid_out_in', partMinor: 25_20n },
      { from: 'stripe:acct_platform:txn_po_hand_payout', kind: 'arrived_as', partMinor: null },
    ])
    expect(sumsOf(ahead.graph)).toMatchObject([{ stripeMinor: 40_00n, paidOutMinor: 25_20n, restMinor: 14_80n }])
    expect(told(ahead)).toContain('bank bank_payout 3000')
    expect(ahead.ends).toMatchObject([{ payoutId: 'po_hand', statementsUntil: '2026-10-31' }])
    const line = ahead.graph.nodes.find(({ side }) => side === 'bank')?.id ?? ''
    expect(told(await life(line))).toContain('stripe payout -3000')
  })

  test('tells a payout by the sums of its rows, which are what it paid', async () => {
    const { graph } = await life('po_seller')
    const bundles = graph.nodes.filter(({ key }) => key.startsWith('rows:'))
    expect(bundles.map(({ kind, amountMinor, rows }) => [kind, amountMinor, rows])).toEqual([['charge', 105_60n, 1]])
  })
})

test('a row’s own page says which payouts took of it, and how much', async () => {
  const paidOutIn = async (id: string) => (await getTransaction(t.ctx, id))?.paidOutIn
  expect(await paidOutIn('txn_py_1_charge')).toEqual([{ payoutId: 'po_seller', partMinor: 105_60n }])
  expect(await paidOutIn('txn_ch_2_charge')).toEqual([{ payoutId: 'po_hand', partMinor: 25_20n }])
  expect(await paidOutIn('txn_po_hand_payout')).toEqual([])
})

describe('finding', () => {
  test('an entry that names no object has a life of its own', async () => {
    await book(t.ctx, { reference: 'FH-9', orderReference: 'order 77', amountMinor: '990' })
    expect(told(await life('FH-9'))).toEqual(['books sale 990'])
    expect(told(await life('order 77'))).toEqual(['books sale 990'])
    await book(t.ctx, { reference: 'FH-10', objectId: 'ch_unheard', amountMinor: '880' })
    expect(told(await life('ch_unheard'))).toEqual(['books sale 880'])
  })

  test('says what is not known, and refuses what cannot be an id', async () => {
    for (const words of ['ch_nothing', '', '  ', 'x'.repeat(300), 'nul\0', "' OR true --", '%'])
      expect(await findLife(t.ctx, words)).toEqual({ ok: false, reason: 'not_known' })
    expect(await findLife(t.ctx, ' FH-1 ')).toEqual({ ok: true, value: 'FH-1' })
  })

  test('another marketplace sees nothing of it, and its own rows stay out of ours', async () => {
    const other = t.ctxAs('analyst', t.otherMarketplaceId)
    const line = (await life('ch_2')).graph.nodes.find(({ side }) => side === 'bank')?.id ?? ''
    for (const id of ['ch_1', 'txn_ch_1_charge', 'po_hand', 'FH-1', 'order 1234', line])
      expect(await getLife(other, id), id).toEqual({ ok: false, reason: 'not_known' })
    const before = told(await life('ch_1'))
    await storeMoved(other, 'acct_platform', [
      moved(4, 'refund', -100, thing(4, 'refund', 're_x', 100, { charge: 'ch_1' })),
    ])
    expect(told(await life('ch_1'))).toEqual(before)
    expect(told(await life('re_1'))).toEqual(before)
  })
})
