import type { LifeNode } from '@/lib/domain/money-life/life'
import { linesHref } from '../statements/search-params'

/** Where a node has its own page; null where it has none. */
export function placeOf({ side, kind, id, objectId, accountId, key }: LifeNode): string | null {
  if (side === 'bank') return linesHref(accountId)
  if (side === 'ledger') return objectId === null ? null : `/ledger/transactions/${objectId}`
  if (side === 'books') return objectId === null ? `/books` : `/books?kind=${kind}`
  if (kind === 'payout' || key.startsWith('rows:')) return `/payouts/${objectId ?? id}`
  return key.startsWith('object:') ? null : `/ledger/transactions/${id}`
}
