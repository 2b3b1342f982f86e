import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor'
import { canAsk, canAskReopen, canConfirm, canConfirmReopen } from './can-act'
import { canClose, checksOf } from './can-close'
import type { CheckCode } from './check'
import type { BalanceFact, NamedException, PeriodFacts } from './facts'
import type { Month } from './period'
import { rollForward } from './trial-balance'

const october = '2026-10' as Month
const endsAt = new Date('2026-10-31T23:00:00Z')
const after = new Date('2026-11-02T09:00:00Z')

const proven: BalanceFact = {
  accountId: 'acct_platform',
  currency: 'eur',
  balanceType: 'payments',
  state: 'proven',
  providerMinor: 500n,
  residualMinor: 0n,
  provenAt: after,
  restsSince: false,
}
const residual: BalanceFact = { ...proven, state: 'residual', residualMinor: -300n }
const named = (number: bigint, amountMinor: bigint, currency = 'eur'): NamedException => ({
  id: `exc_${number}`,
  number,
  kind: 'UNEXPLAINED_RESIDUAL',
  accountId: 'acct_platform',
  currency,
  amountMinor,
})

const sound: PeriodFacts = {
  scope: '*',
  month: october,
  zone: 'Europe/Berlin',
  basis: 'created',
  endsAt,
  earlierOpen: null,
  unposted: 0n,
  balances: [proven],
  accounts: rollForward([
    {
      ledgerAccount: 'stripe:acct_platform:payments',
      currency: 'eur',
      openingMinor: 100n,
      debitMinor: 400n,
      creditMinor: 0n,
    },
    {
      ledgerAccount: 'customer_payments:direct',
      currency: 'eur',
      openingMinor: -100n,
      debitMinor: 0n,
      creditMinor: 400n,
    },
  ]),
  closedBefore: null,
  ties: [
    {
      control: 'stripe_clearing',
      account: 'stripe:acct_platform:payments',
      currency: 'eur',
      ledgerMinor: 500n,
      otherMinor: 500n,
    },
  ],
}
const missing = (change: Partial<PeriodFacts>, names: readonly NamedException[] = [], now = after): CheckCode[] =>
  checksOf({ ...sound, ...change }, names, now).flatMap(({ ok, code }) => (ok ? [] : [code]))

test('a month that is over, proven, posted and tied out closes', () => {
  const checks = checksOf(sound, [], after)
  expect(canClose(checks)).toBe(true)
  expect(checks.every(({ sentence }) => sentence.endsWith('.'))).toBe(true)
})

describe('what is missing is said', () => {
  const off = {
    control: 'seller_payable',
    account: 'seller_payable',
    currency: 'eur',
    ledgerMinor: 7n,
    otherMinor: 5n,
  } as const
  const opened = [{ ledgerAccount: 'stripe:acct_platform:payments', currency: 'eur', closingMinor: 99n }]
  test.each<[string, Partial<PeriodFacts>, CheckCode[]]>([
    ['an earlier month is open', { earlierOpen: '2026-09' as Month }, ['in_order']],
    ['a movement waits', { unposted: 1n }, ['posted']],
    ['a residual that nobody explains', { balances: [residual] }, ['balances_proven']],
    ['a balance that moved while it was read', { balances: [{ ...proven, state: 'unproven' }] }, ['balances_proven']],
    ['a balance that was never proven', { balances: [{ ...proven, state: 'missing' }] }, ['balances_proven']],
    [
      'a proof from before the end',
      { balances: [{ ...proven, provenAt: new Date(endsAt.getTime() - 1) }] },
      ['balances_proven'],
    ],
    ['a control account that differs', { ties: [...sound.ties, off] }, ['seller_payable']],
    ['one cent that has no other side', { accounts: sound.accounts.slice(0, 1) }, ['trial_balance']],
    ['an opening that is not the closing before', { closedBefore: opened }, ['opening']],
  ])('%s', (_, change, codes) => {
    expect(missing(change)).toEqual(codes)
  })

  test('the month is not over one millisecond before its end in its zone', () => {
    expect(missing({}, [], new Date(endsAt.getTime() - 1))).toEqual(['ended'])
    expect(missing({}, [], endsAt)).toEqual([])
  })

  test('an account that Stripe no longer answers for rests on its last proof', () => {
    expect(missing({ balances: [{ ...proven, provenAt: null, restsSince: true }] })).toEqual([])
  })

  test('what Stripe does not show holds nothing up', () => {
    expect(missing({ balances: [{ ...proven, state: 'not_provable', residualMinor: null }] })).toEqual([])
  })
})

describe('a residual is explained by named exceptions that add up to it to the cent', () => {
  test.each<[string, NamedException[], boolean]>([
    ['one of its size', [named(1n, 300n)], true],
    ['two that add up', [named(1n, 100n), named(2n, 200n)], true],
    ['one cent too little', [named(1n, 299n)], false],
    ['one cent too much', [named(1n, 300n), named(2n, 1n)], false],
    ['in another currency', [named(1n, 300n, 'usd')], false],
    ['nothing at all', [], false],
  ])('%s', (_, names, holds) => {
    expect(missing({ balances: [residual] }, names)).toEqual(holds ? [] : ['balances_proven'])
  })

  test('one exception does not explain two residuals', () => {
    const two = [residual, { ...residual, balanceType: 'issuing' }]
    expect(missing({ balances: two }, [named(1n, 300n)])).toEqual(['balances_proven'])
  })

  test.each<[string, bigint[], boolean]>([
    ['each its own', [300n, 80n], true],
    ['in parts, dealt out whichever way fits', [80n, 200n, 100n], true],
    ['the first that fits is the wrong one', [80n, 75n, 75n, 75n, 75n], true],
    ['one of them is left', [300n], false],
    ['one is named in vain', [300n, 80n, 5n], false],
    ['their sum alone is no explanation', [380n], false],
  ])('two residuals of one account and currency: %s', (_, amounts, holds) => {
    const two = [residual, { ...residual, balanceType: 'connect_reserved', residualMinor: 80n }]
    const names = amounts.map((amount, at) => named(BigInt(at), amount))
    expect(missing({ balances: two }, names)).toEqual(holds ? [] : ['balances_proven'])
  })
})

describe('two people', () => {
  const actor = (id: string, role: 'analyst' | 'executive' | 'admin'): Actor => ({
    kind: 'user',
    id,
    role,
    marketplaceId: 'm',
  })
  const asked = { state: 'asked', askedBy: 'adam', reopenAskedBy: null } as const
  const holds = { checksHold: true, unchanged: true }
  const word = (verdict: { ok: boolean; reason?: string }) => (verdict.ok ? 'ok' : verdict.reason)

  test.each([
    ['an analyst asks', canAsk({ state: 'open' }, true, actor('ana', 'analyst')), 'ok'],
    ['an executive reads', canAsk({ state: 'open' }, true, actor('eve', 'executive')), 'not_permitted'],
    ['a closed month is not asked for', canAsk({ state: 'closed' }, true, actor('ana', 'analyst')), 'already_closed'],
    ['a check that fails holds it up', canAsk({ state: 'open' }, false, actor('ana', 'analyst')), 'checks_fail'],
    ['another administrator confirms', canConfirm(asked, holds, actor('bea', 'admin')), 'ok'],
    ['nobody confirms their own', canConfirm(asked, holds, actor('adam', 'admin')), 'own_request'],
    ['an analyst does not confirm', canConfirm(asked, holds, actor('ana', 'analyst')), 'not_permitted'],
    ['what changed is not closed', canConfirm(asked, { ...holds, unchanged: false }, actor('bea', 'admin')), 'changed'],
    [
      'only the last closed month opens',
      canAskReopen({ state: 'closed' }, false, actor('ana', 'analyst')),
      'later_closed',
    ],
    [
      'nobody opens what they asked for',
      canConfirmReopen({ state: 'reopen_asked', reopenAskedBy: 'adam' }, true, actor('adam', 'admin')),
      'own_request',
    ],
  ])('%s', (_, verdict, expected) => {
    expect(word(verdict)).toBe(expected)
  })
})
