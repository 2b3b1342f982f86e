import type { Sql } from '../../db/transaction'
import { bankLeftovers } from './bank-leftovers'
import { bookLeftovers } from './book-leftovers'
import type { DaySpan, Leftover } from './leftover'

/** Everything of these days that the certain runs left alone, on both sides, in an order of its own. */
export async function loadLeftovers(sql: Sql, marketplaceId: string, span: DaySpan): Promise<Leftover[]> {
  const rows = [...(await bankLeftovers(sql, marketplaceId, span)), ...(await bookLeftovers(sql, marketplaceId, span))]
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}
