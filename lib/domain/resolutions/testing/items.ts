import type { Actor, Role } from '../../access/actor'
import type { Direction, EvidenceRow, FindingKind } from '../../reconciliation/finding'
import type { ResolvableItem } from '../act'

export const noon = new Date('2026-10-31T12:00:00Z')
export const user = (role: Role): Actor => ({ kind: 'user', id: 'ana', role, marketplaceId: 'm' })
export const row = (side: 'stripe' | 'books', kind: string, minor: bigint): EvidenceRow => ({
  side,
  id: side === 'stripe' ? 'ch_1' : 'S-1',
  kind,
  account: 'acct_platform',
  amountMinor: minor.toString(),
  currency: 'usd',
  at: noon.toISOString(),
})

/** An exception about some rows, as the engine left it. */
export function item(
  kind: FindingKind,
  direction: Direction,
  amountMinor: bigint,
  rows: EvidenceRow[] = [],
  over: Partial<ResolvableItem> = {},
): ResolvableItem {
  const place = {
    objectId: 'ch_1',
    accountId: 'acct_platform',
    sellerId: 'acct_s',
    sellerHasLeft: false,
    currency: 'usd',
  }
  const facts = { id: 'ex_1', number: 7n, state: 'open' as const, version: 1, assigneeId: null }
  return { ...facts, ...place, kind, direction, amountMinor, evidence: { rows }, ...over }
}
export const transfer = (minor: bigint, over: Partial<ResolvableItem> = {}) =>
  item('TRANSFER_NOT_REVERSED', 'seller_owes_platform', minor, [row('stripe', 'transfer', minor)], {
    objectId: 'tr_1',
    ...over,
  })
