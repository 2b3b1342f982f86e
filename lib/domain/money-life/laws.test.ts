import fc from 'fast-check'
import { expect, test } from 'vitest'
import { magnitude } from '../money/money'
import type { LifeFacts } from './life'
import { lifeOf } from './life-of'
import { sharesOf } from './shares'
import { sumsOf } from './sums'
import { platform } from './testing/small-life'
import { threadsOf } from './threads'

const one = <T>(...values: T[]) => fc.constantFrom(...values)
const minor = fc.bigInt(-500n, 500n)
const at = fc.integer({ min: 0, max: 5 }).map((day) => new Date(Date.UTC(2026, 10, 1 + day)))
const account = one(platform, 'acct_a', 'acct_b')
const currency = one('eur', 'usd')
const objectId = one('ch_1', 're_1', 'tr_1', 'py_1', 'po_1', 'po_2', 'dp_1')
const rowId = one('txn_1', 'txn_2', 'txn_3', 'txn_4')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const few = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 8 })
const category = one(
  'charge',
  'refund',
  'transfer',
  'payout',
  'payout_reversal',
  'dispute',
  'platform_earning',
  'novelty',
)

/** Any facts at all: unknown ends, the same thing twice, parts of more than there is. */
const anyFacts: fc.Arbitrary<LifeFacts> = fc.record({
  objects: few(
    fc.record({
      id: objectId,
      accountId: account,
      type: one('charge', 'refund', 'transfer', 'payout', 'dispute', 'application_fee'),
      amountMinor: maybe(fc.bigInt(0n, 500n)),
      currency: maybe(currency),
      at,
      status: maybe(one('paid', 'failed')),
      parentId: maybe(objectId),
      sourceTransfer: maybe(objectId),
      sourceReversal: maybe(objectId),
    }),
  ),
  rows: few(
    fc.record({
      id: rowId,
      accountId: account,
      category,
      sourceId: maybe(objectId),
      amountMinor: minor,
      netMinor: minor,
      fees: fc.array(fc.record({ type: one('stripe_fee', 'application_fee', 'tax'), amountMinor: minor }), {
        maxLength: 2,
      }),
      currency,
      at,
    }),
  ),
  parts: few(
    fc.record({ rowId, accountId: account, payoutId: one('po_1', 'po_2'), partMinor: minor, listed: fc.boolean() }),
  ),
  bundles: few(
    fc.record({
      payoutId: one('po_1', 'po_2'),
      accountId: account,
      category,
      rows: fc.nat(9),
      netMinor: minor,
      currency,
    }),
  ),
  postings: few(
    fc.record({
      id: one('p_1', 'p_2', 'p_3'),
      transactionId: rowId,
      accountId: account,
      debit: one(`stripe:${platform}:payments`, 'fx_clearing'),
      credit: one('stripe:acct_a:payments', 'refunds:direct'),
      amountMinor: fc.bigInt(1n, 500n),
      currency,
      at,
    }),
  ),
  entries: few(
    fc.record({
      id: one('be_1', 'be_2', 'be_3'),
      reference: one('r1', 'r2'),
      kind: one('sale', 'refund', 'dispute_fee', 'payout'),
      accountId: account,
      objectId: maybe(objectId),
      amountMinor: fc.bigInt(1n, 500n),
      currency,
      at,
    }),
  ),
  lines: few(
    fc.record({
      id: one('bkl_1', 'bkl_2'),
      accountId: one('bank_1'),
      amountMinor: minor,
      currency,
      at,
      match: maybe(fc.record({ kind: one('payout' as const, 'return' as const), objectId: one('po_1', 'po_2') })),
    }),
  ),
})

test('every edge joins two nodes that are there, and no node stands twice', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { nodes, edges } = lifeOf(facts)
      const keys = nodes.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const { from, to } of edges)
        expect([keys.includes(from), keys.includes(to), from !== to]).toEqual([true, true, true])
      const drawn = edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`)
      expect(new Set(drawn).size).toBe(drawn.length)
    }),
  )
})

test('the order in which facts come in is nothing', () => {
  fc.assert(
    fc.property(anyFacts, fc.infiniteStream(fc.nat()), (facts, chance) => {
      const shuffled = Object.fromEntries(
        Object.entries(facts).map(([name, list]) => {
          const dealt = (list as unknown[]).map((fact) => ({ fact, at: chance.next().value ?? 0 }))
          return [name, dealt.sort((a, b) => a.at - b.at).map(({ fact }) => fact)]
        }),
      ) as unknown as LifeFacts
      expect(lifeOf(shuffled)).toEqual(lifeOf(facts))
    }),
  )
})

test('what payouts took of a row is never more than the row, nor against its direction', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { nodes, edges } = lifeOf(facts)
      for (const { key, kind: own } of nodes) {
        if (!key.startsWith('stripe:') || own === 'novelty') continue
        const net = nodes
          .filter((node) => node.key === key || node.key.startsWith(`${key}:`))
          .reduce((sum, node) => sum + node.amountMinor, 0n)
        const parts = edges
          .filter(({ from, kind }) => from === key && kind === 'paid_out_in')
          .map(({ partMinor }) => partMinor ?? 0n)
        const taken = parts.reduce((sum, part) => sum + part, 0n)
        expect(magnitude(taken) <= magnitude(net)).toBe(true)
        expect(parts.every((part) => part === 0n || part > 0n === net > 0n)).toBe(true)
      }
    }),
  )
})

test('shares add up to what was taken in, and each account to what it moved', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const graph = lifeOf(facts)
      for (const share of sharesOf(graph, [platform])) {
        const { refundedMinor, disputedMinor, stripeMinor, platformMinor, sellers, unseenMinor } = share
        const parts = [
          refundedMinor,
          disputedMinor,
          stripeMinor,
          platformMinor,
          unseenMinor,
          ...sellers.map((s) => s.minor),
        ]
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(share.takenMinor)
      }
      for (const { stripeMinor, paidOutMinor, restMinor } of sumsOf(graph))
        expect(paidOutMinor + restMinor).toBe(stripeMinor)
    }),
  )
})

test('every node stands in exactly one thread', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const graph = lifeOf(facts)
      const told = threadsOf(graph).flatMap(({ books, stripe, ledger, bank }) => [
        ...books,
        ...stripe,
        ...ledger,
        ...bank,
      ])
      expect(told.map(({ key }) => key).sort()).toEqual(graph.nodes.map(({ key }) => key).sort())
    }),
  )
})
