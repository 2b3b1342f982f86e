import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideAccount } from './decide-account'
import type { BalanceCell, Entry, Leg } from './facts'
import { findingKinds } from './finding'
import { reconPolicy } from './policy'
import { ago, contract, decide, entry, leg, now } from './testing/small-family'

const ids = ['1', '2', '3']
const minor = fc.bigInt({ min: 0n, max: 400n })
const age = fc.constantFrom(0.5, 1, 23, 24, 25, 72, 73, 168, 169, 400).map(ago)
const currency = fc.constantFrom('usd', 'usd', 'usd', 'jpy', 'kwd', 'isk')
const account = fc.constantFrom('acct_platform', 'acct_platform', 'acct_a')
const seller = fc.constantFrom('acct_a', 'acct_b')
const order = fc.constantFrom(null, 'O-1', 'O-2')
const stems: { kind: Leg['kind']; prefix: string; parent: string | null }[] = [
  { kind: 'sale', prefix: 'ch', parent: null },
  { kind: 'refund', prefix: 're', parent: 'ch' },
  { kind: 'application_fee', prefix: 'fee', parent: 'ch' },
  { kind: 'application_fee_refund', prefix: 'fr', parent: 'fee' },
  { kind: 'transfer', prefix: 'tr', parent: 'ch' },
  { kind: 'transfer_reversal', prefix: 'trr', parent: 'tr' },
  { kind: 'payout', prefix: 'po', parent: null },
  { kind: 'payout_failure', prefix: 'po', parent: null },
]
const anyLeg: fc.Arbitrary<Leg> = fc
  .record({
    stem: fc.constantFrom(...stems),
    id: fc.constantFrom(...ids),
    parent: fc.constantFrom(...ids),
    amount: minor,
  })
  .chain(({ stem, id, parent, amount }) =>
    fc.record({ account, currency, created: age, seller, orderReference: order, settled: fc.boolean() }).map((over) =>
      leg(stem.kind, `${stem.prefix}_${id}`, amount, {
        ...over,
        parentId: stem.parent && `${stem.parent}_${parent}`,
      }),
    ),
  )
const anyEntry: fc.Arbitrary<Entry> = fc
  .record({ stem: fc.constantFrom(...stems), id: fc.option(fc.constantFrom(...ids)), amount: minor, ref: fc.nat(50) })
  .chain(({ stem, id, amount, ref }) =>
    fc
      .record({
        account,
        currency,
        occurredAt: age,
        orderReference: order,
        shares: fc.option(fc.array(fc.record({ seller, amountMinor: minor }), { maxLength: 2 })),
      })
      .map((over) => entry(stem.kind, `R-${ref}`, id && `${stem.prefix}_${id}`, amount, over)),
  )
const world = fc.record({
  legs: fc.uniqueArray(anyLeg, { selector: (l) => `${l.account}${l.kind}${l.objectId}`, maxLength: 14 }),
  entries: fc.uniqueArray(anyEntry, { selector: (e) => e.reference, maxLength: 14 }),
  contracts: fc.constantFrom(
    [],
    [contract({ seller: 'acct_a' }), contract({ seller: 'acct_b', refundPolicy: 'kept' as const })],
  ),
})

describe('laws of the engine', () => {
  test('the order in which facts arrive decides nothing', () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (facts, dice) => {
        const shuffle = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, at: dice.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item)
        const mixed = { ...facts, legs: shuffle(facts.legs), entries: shuffle(facts.entries) }
        expect(decide(mixed)).toEqual(decide(facts))
      }),
    )
  })

  test('every amount is positive and is the sum of its parts', () => {
    fc.assert(
      fc.property(world, (facts) => {
        for (const { amountMinor, evidence } of decide(facts).findings) {
          expect(amountMinor).toBeGreaterThan(0n)
          expect(evidence.parts.reduce((sum, part) => sum + BigInt(part.amountMinor), 0n)).toBe(amountMinor)
        }
      }),
    )
  })

  test('one object never carries two findings of one kind, account and currency', () => {
    fc.assert(
      fc.property(world, (facts) => {
        const keys = decide(facts).findings.map((f) => `${f.kind}|${f.account}|${f.object}|${f.currency}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const { kind } of decide(facts).findings) expect(findingKinds).toContain(kind)
      }),
    )
  })

  test('nothing waits once its clock has run out, and every clock that runs is known', () => {
    fc.assert(
      fc.property(world, (facts) => {
        const { findings, recheckAt } = decide(facts)
        const waits = findings.flatMap((f) => f.until ?? [])
        for (const until of waits) {
          expect(until.getTime()).toBeGreaterThanOrEqual(now.getTime())
          expect(recheckAt?.getTime()).toBeLessThanOrEqual(until.getTime() + 1)
        }
        if (recheckAt === null) return
        const justBefore = decide(facts, new Date(recheckAt.getTime() - 1))
        expect(justBefore.findings).toEqual(findings)
      }),
    )
  })
})

describe('an account', () => {
  const cell = (over: Partial<BalanceCell>): BalanceCell => ({
    account: 'acct_a',
    currency: 'usd',
    balanceType: 'payments',
    state: 'proven',
    providerMinor: 0n,
    ledgerMinor: 0n,
    residualMinor: 0n,
    provenAt: now,
    ...over,
  })
  const told = (...cells: BalanceCell[]) =>
    decideAccount(cells, 'acct_platform', reconPolicy).map(
      (f) => `${f.kind} ${f.object} ${f.amountMinor} ${f.currency} ${f.direction}`,
    )

  test.each<[string, BalanceCell, string[]]>([
    ['a balance of zero says nothing', cell({}), []],
    [
      'a seller below zero owes the platform',
      cell({ providerMinor: -48_75n, ledgerMinor: -48_75n }),
      ['NEGATIVE_BALANCE acct_a 4875 usd seller_owes_platform'],
    ],
    [
      'the platform below zero owes Stripe',
      cell({ account: 'acct_platform', providerMinor: -1n, ledgerMinor: -1n, currency: 'jpy' }),
      ['NEGATIVE_BALANCE acct_platform 1 jpy platform_owes_stripe'],
    ],
    [
      'a reserve below zero is not a balance below zero',
      cell({ balanceType: 'connect_reserved', providerMinor: -5n }),
      [],
    ],
    [
      'money that no movement explains',
      cell({ state: 'residual', providerMinor: 100n, ledgerMinor: 93n, residualMinor: 7n }),
      ['UNEXPLAINED_RESIDUAL acct_a 7 usd unknown'],
    ],
    [
      'a balance that moved while it was read says nothing',
      cell({ state: 'unproven', providerMinor: 100n, ledgerMinor: 93n, residualMinor: null }),
      [],
    ],
    [
      'a missing amount below zero is both',
      cell({ state: 'residual', providerMinor: -10n, ledgerMinor: -7n, residualMinor: -3n }),
      ['NEGATIVE_BALANCE acct_a 10 usd seller_owes_platform', 'UNEXPLAINED_RESIDUAL acct_a 3 usd unknown'],
    ],
  ])('%s', (_, one, expected) => {
    expect(told(one)).toEqual(expected)
  })

  test('the parts of a residual are Stripe’s figure and ours, and add up to it', () => {
    const [finding] = decideAccount(
      [cell({ state: 'residual', providerMinor: -10n, ledgerMinor: -7n, residualMinor: -3n, balanceType: 'issuing' })],
      null,
      reconPolicy,
    )
    expect(finding?.evidence.parts).toEqual([
      { label: 'What its movements add up to', amountMinor: '-7' },
      { label: 'less Stripe’s balance', amountMinor: '10' },
    ])
    expect(finding?.part).toBe('issuing')
  })
})
