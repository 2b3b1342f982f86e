import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideAccount } from './decide-account'
import type { BalanceCell } from './facts'
import { findingKinds } from './finding'
import { reconPolicy } from './policy'
import { anyFacts } from './testing/any-facts'
import { decide, now } from './testing/small-family'

describe('laws of the engine', () => {
  test('the order in which facts arrive decides nothing', () => {
    fc.assert(
      fc.property(anyFacts, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (facts, dice) => {
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
      fc.property(anyFacts, (facts) => {
        for (const { amountMinor, evidence } of decide(facts).findings) {
          expect(amountMinor).toBeGreaterThan(0n)
          expect(evidence.parts.reduce((sum, part) => sum + BigInt(part.amountMinor), 0n)).toBe(amountMinor)
        }
      }),
    )
  })

  test('one object never carries two findings of one kind, account and currency', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const keys = decide(facts).findings.map((f) => `${f.kind}|${f.account}|${f.object}|${f.currency}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const { kind } of decide(facts).findings) expect(findingKinds).toContain(kind)
      }),
    )
  })

  test('what refunds and a lost dispute ask of one transfer is never more than the transfer, and never asked while it is owed', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { findings } = decide(facts)
        for (const { objectId, account, kind, amountMinor } of facts.legs) {
          if (kind !== 'transfer') continue
          const about = findings.filter((f) => f.object === objectId && f.account === account)
          const asked = about.filter(({ kind: k }) => k === 'TRANSFER_NOT_REVERSED' || k === 'DISPUTE_NOT_RECOVERED')
          expect(asked.reduce((sum, f) => sum + f.amountMinor, 0n)).toBeLessThanOrEqual(amountMinor)
          if (about.some((f) => f.kind === 'RETRANSFER_OWED')) expect(asked).toEqual([])
        }
      }),
    )
  })

  test('a dispute is missing by its own names alone', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const missing = decide(facts).findings.filter((f) => f.kind === 'MISSING_IN_BOOKS')
        expect(missing.filter((f) => f.object.startsWith('du_'))).toEqual([])
      }),
    )
  })

  test('these facts meet every kind that a payment can have', () => {
    const met = new Set(
      fc.sample(anyFacts, { numRuns: 2000, seed: 7 }).flatMap((f) => decide(f).findings.map((x) => x.kind)),
    )
    const elsewhere = [
      ...['NEGATIVE_BALANCE', 'UNKNOWN_TYPE', 'UNEXPLAINED_RESIDUAL', 'FEE_UNATTRIBUTED', 'RESERVE_DRIFT'],
      ...['PAYOUT_NOT_IN_BANK', 'BANK_WITHOUT_PAYOUT', 'TOPUP_UNMATCHED', 'AMBIGUOUS'],
    ]
    expect([...met].sort()).toEqual(findingKinds.filter((kind) => !elsewhere.includes(kind)).sort())
  })

  test('nothing waits once its clock has run out, and every clock that runs is known', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
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
  const reserve = (over: Partial<BalanceCell>) =>
    cell({ account: 'acct_platform', balanceType: 'connect_reserved', state: 'residual', ...over })
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
    [
      'a reserve larger than its holds is owed by Stripe, and is no residual as well',
      reserve({ providerMinor: 100n, ledgerMinor: 93n, residualMinor: 7n }),
      ['RESERVE_DRIFT acct_platform 7 usd stripe_owes_platform'],
    ],
    [
      'a reserve smaller than its holds is a question',
      reserve({ providerMinor: 93n, ledgerMinor: 100n, residualMinor: -7n }),
      ['RESERVE_DRIFT acct_platform 7 usd unknown'],
    ],
    ['a reserve that equals its holds', reserve({ state: 'proven', providerMinor: 9n, ledgerMinor: 9n }), []],
    [
      'a reserve that moved while it was read',
      reserve({ state: 'unproven', providerMinor: 9n, residualMinor: null }),
      [],
    ],
  ])('%s', (_, one, expected) => {
    expect(told(one)).toEqual(expected)
  })

  test('the parts of a drift are the reserve and its holds, and add up to it', () => {
    const parts = [reserve({ providerMinor: 3n, ledgerMinor: 10n, residualMinor: -7n })].flatMap(
      (one) => decideAccount([one], 'acct_platform', reconPolicy)[0]?.evidence.parts ?? [],
    )
    expect(parts.map((part) => part.amountMinor)).toEqual(['10', '-3'])
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
