import type { AccountMonth } from '@/lib/domain/close/facts'
import { entity } from '@/lib/domain/close/period'
import { getMarketplace, listPeople } from '../../access/queries'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { listClosedBalances } from '../queries'
import type { PeriodRow } from '../rows'
import {
  type BalanceRow,
  type CategoryRow,
  listBalances,
  listOpenItems,
  type OpenItem,
  type RuleRow,
  sumCategories,
  sumRules,
} from './movements'

/** A closed month as it is handed out: everything but its postings. */
export type Pack = {
  entityName: string
  period: PeriodRow & { closedAt: Date }
  askedBy: string
  closedBy: string
  accounts: AccountMonth[]
  balances: BalanceRow[]
  categories: CategoryRow[]
  rules: RuleRow[]
  openItems: OpenItem[]
}

/** More open items than this are no list that anyone reads: the pack says how many there are. */
export const openItemsLimit = 20_000

export async function loadPack(ctx: Ctx, period: PeriodRow): Promise<Pack> {
  const { closedAt, askedBy, closedBy } = period
  if (!closedAt || !closedBy) throw new Error(`${period.month} is not closed`)
  const { marketplaceId } = ctx.actor
  const [facts, people, accounts] = [
    await getMarketplace(ctx),
    await listPeople(ctx),
    await listClosedBalances(ctx, period),
  ]
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id
  return inSql(ctx, async (sql) => ({
    entityName: period.scope === entity ? facts.name : `${facts.name}, ${period.scope}`,
    period: { ...period, closedAt },
    askedBy: nameOf(askedBy),
    closedBy: nameOf(closedBy),
    accounts,
    balances: await listBalances(sql, marketplaceId, period),
    categories: await sumCategories(sql, marketplaceId, period),
    rules: await sumRules(sql, marketplaceId, period),
    openItems: await listOpenItems(sql, marketplaceId, period, openItemsLimit),
  }))
}

export type AgeRow = { kind: string; currency: string; count: number; amountMinor: bigint; oldestDays: number }

/** Open items by kind and currency, the oldest first. */
export function openByKind(items: readonly OpenItem[]): AgeRow[] {
  return [...Map.groupBy(items, ({ kind, currency }) => `${kind} ${currency}`).values()]
    .map((own) => ({
      kind: own[0]?.kind ?? '',
      currency: own[0]?.currency ?? '',
      count: own.length,
      amountMinor: own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
      oldestDays: Math.max(...own.map(({ ageDays }) => ageDays)),
    }))
    .sort((a, b) => b.oldestDays - a.oldestDays)
}
