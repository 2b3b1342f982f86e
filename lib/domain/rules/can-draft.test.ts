import { expect, test } from 'vitest'
import type { Actor, Role } from '../access/actor'
import { shippedLimits } from '../limits/limits'
import { canDraft } from './can-draft'
import { type Pattern, sayTrial } from './rule'

const user = (role: Role): Actor => ({ kind: 'user', id: 'u', role, marketplaceId: 'm' })
const pattern: Pattern = {
  kind: 'FEE_VARIANCE',
  direction: 'platform_owes_seller',
  currency: 'usd',
  mostMinor: 5_00n,
  sellerId: null,
}

test.each([
  ['an analyst, within the limit', pattern, 'accepted_difference', user('analyst'), true],
  ['an executive', pattern, 'accepted_difference', user('executive'), 'not_permitted'],
  [
    'above what an analyst may alone',
    { ...pattern, mostMinor: 100_01n },
    'accepted_difference',
    user('admin'),
    'above_limit',
  ],
  ['a mere reason has no such limit', { ...pattern, mostMinor: 100_01n }, 'settled_with_seller', user('admin'), true],
  ['a reason of another kind', pattern, 'duplicate_removed', user('analyst'), 'wrong_resolution'],
  ['what only a person says', pattern, 'linked_by_hand', user('analyst'), 'wrong_resolution'],
  ['no amount', { ...pattern, mostMinor: 0n }, 'accepted_difference', user('analyst'), 'no_amount'],
  ['no currency', { ...pattern, currency: 'xxq' }, 'settled_with_seller', user('analyst'), 'unknown_currency'],
  ['the unexplained', { ...pattern, kind: 'UNEXPLAINED_RESIDUAL' }, 'not_ours', user('analyst'), 'nobody_owes'],
] as const)('%s', (_, of, resolution, actor, expected) => {
  const verdict = canDraft(of, resolution, actor, shippedLimits)
  expect(verdict.ok ? true : verdict.reason).toBe(expected)
})

test('a trial says what became of each, and nothing where nothing fits', () => {
  expect(sayTrial(90, { same: 12, otherwise: 1, explained: 0, open: 1 })).toBe(
    'It would have resolved 14 of the last 90 days: 12 as a person did, 1 that a person resolved otherwise, 0 that later data explained by itself, 1 that still waits for somebody.',
  )
  expect(sayTrial(90, { same: 0, otherwise: 0, explained: 0, open: 0 })).toContain('resolved none')
})
