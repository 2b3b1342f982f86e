import type { BalanceFact, RawObject } from '@/lib/domain/provider/facts'
import { isObject } from '../wire/exact-json'
import { currencyOf, minorOf, objectAt } from '../wire/read-field'
import type { Reading } from './reading'

type Cell = BalanceFact['cells'][number]
type Part = { field: 'availableMinor' | 'pendingMinor'; list: unknown; balanceType: string }

/**
 * Available and pending per currency and balance type. What the platform holds for its sellers' debts has left
 * `available` by a balance transaction of its own and stands as a balance type of its own. Issuing has no pending side.
 */
export function factsFromBalance(raw: RawObject, reading: Reading): BalanceFact {
  const issuing = objectAt(raw, 'issuing')
  const prefunding = objectAt(raw, 'refund_and_dispute_prefunding')
  const parts: Part[] = [
    { field: 'availableMinor', list: raw.available, balanceType: 'payments' },
    { field: 'pendingMinor', list: raw.pending, balanceType: 'payments' },
    { field: 'availableMinor', list: raw.connect_reserved, balanceType: 'connect_reserved' },
    { field: 'availableMinor', list: issuing?.available, balanceType: 'issuing' },
    { field: 'availableMinor', list: prefunding?.available, balanceType: 'refund_and_dispute_prefunding' },
    { field: 'pendingMinor', list: prefunding?.pending, balanceType: 'refund_and_dispute_prefunding' },
  ]
  const cells = new Map<string, Cell>()
  for (const part of parts) addPart(cells, part)
  return { accountId: reading.accountId, observedAt: reading.observedAt, cells: [...cells.values()] }
}

function addPart(cells: Map<string, Cell>, { field, list, balanceType }: Part): void {
  if (!Array.isArray(list)) return
  for (const entry of list.filter(isObject)) {
    const currency = currencyOf(entry)
    const key = `${balanceType}/${currency}`
    const cell = cells.get(key) ?? { currency, balanceType, availableMinor: 0n, pendingMinor: 0n }
    cell[field] += minorOf(entry, 'amount')
    cells.set(key, cell)
  }
}
