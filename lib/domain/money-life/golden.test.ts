import { describe, expect, test } from 'vitest'
import type { LifeGraph } from './life'
import { lifeOf } from './life-of'
import { sharesOf } from './shares'
import { cameBack, sumsOf } from './sums'
import { platform, SmallLife } from './testing/small-life'
import { threadsOf } from './threads'

const seller = 'acct_seller'
const stripeFee = (amountMinor: bigint) => ({ fees: [{ type: 'stripe_fee', amountMinor }] })

/** Edges in the words of their ends, those within Stripe and to payouts. */
function said({ nodes, edges }: LifeGraph): string[] {
  const named = new Map(nodes.map((node) => [node.key, `${node.kind} ${node.objectId ?? node.id}`]))
  return edges
    .filter(({ kind }) => !['booked_as', 'posted_as', 'arrived_as'].includes(kind))
    .map(
      ({ from, to, kind, partMinor }) =>
        `${named.get(from)} ${kind} ${named.get(to)}${partMinor === null ? '' : ` ${partMinor}`}`,
    )
    .sort()
}

describe('a destination charge with its fee, half given back with fee and reversal', () => {
  // 120.00 captured of 150.00 asked; 14.40 fee; 96.00 and more to the seller; a refund of 7.50 that takes 6.60 and 0.90 back.
  const life = new SmallLife()
    .object(1, 'ch_1', 'charge', 120_00n, { status: 'succeeded' })
    .row(1, 'ch_1', 'charge', 120_00n, { id: 'txn_charge', ...stripeFee(2_10n) })
    .object(1, 'tr_1', 'transfer', 120_00n, { parentId: 'ch_1' })
    .row(1, 'tr_1', 'transfer', -120_00n)
    .object(1, 'py_1', 'charge', 120_00n, { accountId: seller, sourceTransfer: 'tr_1' })
    .row(1, 'py_1', 'charge', 120_00n, {
      id: 'txn_py',
      accountId: seller,
      fees: [{ type: 'application_fee', amountMinor: 14_40n }],
    })
    .object(1, 'fee_1', 'application_fee', 14_40n, { parentId: 'ch_1' })
    .row(1, 'fee_1', 'platform_earning', 14_40n)
    .object(2, 're_1', 'refund', 7_50n, { parentId: 'ch_1' })
    .row(2, 're_1', 'refund', -7_50n)
    .object(2, 'trr_1', 'transfer_reversal', 7_50n, { parentId: 'tr_1' })
    .row(2, 'trr_1', 'transfer_reversal', 7_50n)
    .object(2, 'pyr_1', 'refund', 7_50n, { accountId: seller, parentId: 'py_1', sourceReversal: 'trr_1' })
    .row(2, 'pyr_1', 'refund', -7_50n, { id: 'txn_pyr', accountId: seller })
    .object(2, 'fr_1', 'fee_refund', 90n, { parentId: 'fee_1' })
    .row(2, 'fr_1', 'platform_earning_refund', -90n)
    .row(2, 'fr_1', 'other_adjustment', 90n, { id: 'txn_back', accountId: seller, sourceId: 'fr_1' })
    .object(3, 'po_1', 'payout', 200_00n, { accountId: seller, status: 'paid' })
    .row(3, 'po_1', 'payout', -200_00n, { accountId: seller })
    .part('txn_py', 'po_1', 105_60n, seller)
    .part('txn_pyr', 'po_1', -7_50n, seller)
    .entry(1, 'sale', 'ch_1', 120_00n)
    .entry(1, 'transfer', 'tr_1', 120_00n)
    .entry(1, 'application_fee', 'fee_1', 14_40n)
    .entry(2, 'refund', 're_1', 7_50n)
    .entry(2, 'transfer_reversal', 'trr_1', 7_50n)
    .entry(2, 'application_fee_refund', 'fr_1', 90n)
  const graph = lifeOf(life.facts)

  test('the customer’s money is with the seller, the platform, Stripe and the customer, to the cent', () => {
    // seller 120 − 14.40 − 7.50 + 0.90 = 99.00; platform 14.40 − 0.90 − 2.10 = 11.40; Stripe 2.10; customer 7.50
    expect(sharesOf(graph, [platform])).toEqual([
      {
        currency: 'eur',
        takenMinor: 120_00n,
        refundedMinor: 7_50n,
        disputedMinor: 0n,
        stripeMinor: 2_10n,
        platformMinor: 11_40n,
        sellers: [{ accountId: seller, minor: 99_00n }],
        unseenMinor: 0n,
      },
    ])
  })

  test('each account adds up on every side, and says what is still on it', () => {
    expect(sumsOf(graph)).toEqual([
      // 120 + 14.40 − 7.50 + 7.50 − 120 − 0.90 before Stripe's fee
      {
        accountId: platform,
        currency: 'eur',
        booksMinor: 13_50n,
        stripeMinor: 11_40n,
        ledgerMinor: 11_40n,
        paidOutMinor: 0n,
        restMinor: 11_40n,
      },
      {
        accountId: seller,
        currency: 'eur',
        booksMinor: null,
        stripeMinor: 99_00n,
        ledgerMinor: 99_00n,
        paidOutMinor: 98_10n,
        restMinor: 90n,
      },
    ])
  })

  test('says why each movement is here', () => {
    expect(said(graph)).toEqual([
      'application_fee fee_1 fee_of charge ch_1',
      'application_fee_paid py_1 fee_of sellers_payment py_1',
      'application_fee_refund fr_1 reversal_of application_fee fee_1',
      'other_adjustment fr_1 reversal_of application_fee_refund fr_1',
      'refund re_1 refund_of charge ch_1',
      'sellers_payment py_1 paid_out_in payout po_1 10560',
      'sellers_payment py_1 sellers_payment_of transfer tr_1',
      'sellers_return pyr_1 paid_out_in payout po_1 -750',
      'sellers_return pyr_1 reversal_of sellers_payment py_1',
      'sellers_return pyr_1 sellers_payment_of transfer_reversal trr_1',
      'stripe_fee ch_1 fee_of charge ch_1',
      'transfer tr_1 transfer_of charge ch_1',
      'transfer_reversal trr_1 reversal_of transfer tr_1',
    ])
  })

  test('what stands on one line is the same money', () => {
    const threads = threadsOf(graph)
    const charge = threads.find(({ stripe }) => stripe[0]?.kind === 'charge')
    expect(charge?.stripe.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`)).toEqual([
      'charge 12000',
      'stripe_fee -210',
    ])
    expect(charge?.books.map(({ id }) => id)).toEqual(['sale ch_1'])
    expect(charge?.ledger.map(({ amountMinor }) => amountMinor)).toEqual([120_00n, -2_10n])
  })
})

test('a part of an authorisation captured and a part refunded: only what was captured was ever taken', () => {
  const graph = lifeOf(
    new SmallLife()
      .object(1, 'ch_1', 'charge', 100_00n, { status: 'succeeded' })
      .row(1, 'ch_1', 'charge', 60_00n, stripeFee(1_20n))
      .object(2, 're_1', 'refund', 15_00n, { parentId: 'ch_1' })
      .row(2, 're_1', 'refund', -15_00n)
      .object(2, 're_2', 'refund', 5_00n, { parentId: 'ch_1', status: 'pending' }).facts,
  )
  expect(sharesOf(graph, [platform])).toMatchObject([
    { takenMinor: 60_00n, refundedMinor: 15_00n, stripeMinor: 1_20n, platformMinor: 43_80n, unseenMinor: 0n },
  ])
  const waiting = graph.nodes.find(({ id }) => id === 're_2')
  expect(waiting).toMatchObject({ amountMinor: -5_00n, counts: false, status: 'pending' })
})

test('a cart of two sellers: one order, one charge, two transfers, and a seller whose half is not seen yet', () => {
  const graph = lifeOf(
    new SmallLife()
      .object(1, 'ch_1', 'charge', 100_00n)
      .row(1, 'ch_1', 'charge', 100_00n, stripeFee(2_00n))
      .object(1, 'tr_1', 'transfer', 50_00n, { parentId: 'ch_1' })
      .row(1, 'tr_1', 'transfer', -50_00n)
      .object(1, 'py_1', 'charge', 50_00n, { accountId: 'acct_a', sourceTransfer: 'tr_1' })
      .row(1, 'py_1', 'charge', 50_00n, { accountId: 'acct_a' })
      .object(1, 'tr_2', 'transfer', 40_00n, { parentId: 'ch_1' })
      .row(1, 'tr_2', 'transfer', -40_00n).facts,
  )
  expect(sharesOf(graph, [platform])).toMatchObject([
    {
      takenMinor: 100_00n,
      stripeMinor: 2_00n,
      platformMinor: 8_00n,
      sellers: [{ accountId: 'acct_a', minor: 50_00n }],
      unseenMinor: 40_00n,
    },
  ])
})

test('a dispute that was won took its fee and gave the rest back', () => {
  const graph = lifeOf(
    new SmallLife()
      .object(1, 'ch_1', 'charge', 80_00n)
      .row(1, 'ch_1', 'charge', 80_00n, stripeFee(1_50n))
      .object(5, 'dp_1', 'dispute', 80_00n, { parentId: 'ch_1', status: 'won' })
      .row(5, 'dp_1', 'dispute', -80_00n, stripeFee(15_00n))
      .row(9, 'dp_1', 'dispute_reversal', 80_00n)
      .entry(5, 'dispute', 'dp_1', 80_00n)
      .entry(5, 'dispute_fee', 'dp_1', 15_00n)
      .entry(9, 'dispute_reversal', 'dp_1', 80_00n).facts,
  )
  expect(sharesOf(graph, [platform])).toMatchObject([
    { takenMinor: 80_00n, disputedMinor: 0n, stripeMinor: 16_50n, platformMinor: 63_50n, unseenMinor: 0n },
  ])
  expect(said(graph)).toContain('dispute_reversal dp_1 reversal_of dispute dp_1')
  const booked = graph.edges.filter(({ kind }) => kind === 'booked_as').map(({ from, to }) => `${from} ${to}`)
  expect(booked).toEqual([
    'stripe:acct_platform:txn_2 books:dispute dp_1',
    'stripe:acct_platform:txn_2:stripe_fee books:dispute_fee dp_1',
    'stripe:acct_platform:txn_3 books:dispute_reversal dp_1',
  ])
})

test('a payout that failed after it was paid is at the bank twice, in and out, and its money is at Stripe again', () => {
  const graph = lifeOf(
    new SmallLife()
      .object(1, 'ch_1', 'charge', 50_00n)
      .row(1, 'ch_1', 'charge', 50_00n, { id: 'txn_charge' })
      .object(2, 'po_1', 'payout', 50_00n, { status: 'failed' })
      .row(2, 'po_1', 'payout', -50_00n, { id: 'txn_out' })
      .row(6, 'po_1', 'payout_reversal', 50_00n, { id: 'txn_back' })
      .part('txn_charge', 'po_1', 50_00n)
      .entry(2, 'payout', 'po_1', 50_00n)
      .line(4, 'bkl_in', 50_00n, { kind: 'payout', objectId: 'po_1' })
      .line(7, 'bkl_out', -50_00n, { kind: 'return', objectId: 'po_1' }).facts,
  )
  expect([...cameBack(graph)]).toEqual(['po_1'])
  expect(sumsOf(graph)).toMatchObject([{ booksMinor: null, stripeMinor: 50_00n, paidOutMinor: 0n, restMinor: 50_00n }])
  expect(graph.edges.filter(({ kind }) => kind === 'arrived_as')).toMatchObject([
    { from: 'stripe:acct_platform:txn_back', to: 'bank:bkl_out' },
    { from: 'stripe:acct_platform:txn_out', to: 'bank:bkl_in' },
  ])
})
