import { everySeller, type FeeContract } from '@/lib/domain/fees/contract'
import { categories } from '@/lib/domain/ledger/categories'
import type { Entry, FamilyFacts, Leg, Movement, PayoutItems, Settlement } from '@/lib/domain/reconciliation/facts'
import { type SettlingRow, settlementFrom, settlingCategories } from '@/lib/domain/reconciliation/settlement'
import type { Sql } from '../../db/transaction'
import {
  type ContractRow,
  contractFromRow,
  type EntryRow,
  entryColumns,
  entryFromRow,
  type LegRow,
  legColumns,
} from './rows'
import { byIndex, maxOrderCharges, type Scope } from './scope'
import { oddMovementsOf, payoutItemsOf } from './set-aside'

export const publishedCategories = Object.keys(categories)

/** The facts of every family in a scope, one set of facts per family. */
export async function loadFamilies(
  sql: Sql,
  marketplaceId: string,
  platformAccount: string | null,
  scope: Scope,
): Promise<FamilyFacts[]> {
  const tenant = [marketplaceId]
  const rows = await sql.rows<LegRow>(
    `SELECT ${legColumns}, o.status, o.amount_minor AS "askedMinor" FROM ${scope.legs} l
     LEFT JOIN provider_object o ON l.kind IN ('sale', 'refund', 'dispute') AND o.money_key = l.money_key
       AND o.marketplace_id = $1 AND o.account_id = l.account_id AND o.id = l.object_id`,
    tenant,
  )
  const settlements = await settlementsOf(sql, marketplaceId, scope)
  const legs = rows.map((row) => ({
    ...row,
    settlement: settlements.get(`${row.account}|${row.kind}|${row.objectId}`) ?? null,
  }))
  const entries = await sql.rows<EntryRow>(`SELECT ${entryColumns} FROM ${scope.entries} e`)
  const crowded = await crowdedOrders(sql, scope)
  const contracts = await contractsOf(sql, marketplaceId, legs)
  const payouts = await sql.rows<PayoutItems>(payoutItemsOf(scope.ids), tenant)
  const movements = await sql.rows<Movement>(oddMovementsOf(scope.ids), [marketplaceId, publishedCategories])
  const sorter = sorterOf(legs, crowded)
  for (const leg of legs) sorter.at(leg.objectId).legs.push(withOrder(leg, crowded))
  for (const entry of entries.map(entryFromRow)) {
    // Charges carry its order, too many of them to tell which: it is tied to nothing and not missing either.
    if (entry.objectId === null && crowded.has(orderKey(entry))) continue
    sorter.at(entry.objectId ?? (orderOf(entry) || entry.id)).entries.push(entry)
  }
  for (const payout of payouts) sorter.at(payout.payoutId).payouts.push(payout)
  for (const movement of movements) sorter.at(movement.sourceId ?? movement.id).movements.push(movement)
  return sorter.families().map((family) => ({
    ...family,
    platformAccount,
    contracts: [...sellersOf(family.legs), everySeller].flatMap((seller) => contracts.get(seller) ?? []),
  }))
}

/** What the charges of a scope became on their balances. */
async function settlementsOf(sql: Sql, marketplaceId: string, scope: Scope): Promise<Map<string, Settlement | null>> {
  const rows = await byIndex(sql, () =>
    sql.rows<SettlingRow & { key: string }>(
      `SELECT l.account_id || '|sale|' || l.object_id AS key, b.id, b.reporting_category AS "reportingCategory",
         b.amount_minor AS "amountMinor", b.currency, b.created
       FROM ${scope.legs} l JOIN balance_transaction b ON b.money_key = l.money_key AND b.marketplace_id = $1
         AND b.account_id = l.account_id
       WHERE l.kind = 'sale' AND b.reporting_category = ANY($2)`,
      [marketplaceId, settlingCategories],
    ),
  )
  const charges = Map.groupBy(rows, (row) => row.key)
  return new Map([...charges].map(([key, own]) => [key, settlementFrom(own)]))
}

type Gathered = { legs: Leg[]; entries: Entry[]; payouts: PayoutItems[]; movements: Movement[] }

/** Puts facts together that share a root, and roots that share an order. */
function sorterOf(legs: readonly Leg[], crowded: ReadonlySet<string>) {
  const above = new Map<string, string>()
  const find = (id: string): string => {
    let at = id
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next
    return at
  }
  const join = (a: string, b: string) => {
    const [rootA, rootB] = [find(a), find(b)]
    if (rootA !== rootB) above.set(rootA, rootB)
  }
  for (const leg of legs) {
    if (leg.parentId !== null) join(leg.objectId, leg.parentId)
    if (leg.kind === 'sale' && leg.orderReference !== null && !crowded.has(orderKey(leg)))
      join(leg.objectId, orderOf(leg))
  }
  const families = new Map<string, Gathered>()
  return {
    at: (id: string): Gathered => {
      const root = find(id)
      const family = families.get(root) ?? { legs: [], entries: [], payouts: [], movements: [] }
      families.set(root, family)
      return family
    },
    families: () => [...families.values()],
  }
}

type Ordered = Pick<Entry, 'account' | 'orderReference' | 'kind'>

function orderKey({ account, orderReference }: Ordered): string {
  return `${account}|${orderReference}`
}

/** A node of its own for an order; empty where the line is no sale or knows no order. */
function orderOf(line: Ordered): string {
  return line.kind === 'sale' && line.orderReference !== null ? `order|${orderKey(line)}` : ''
}

function withOrder(leg: Leg, crowded: ReadonlySet<string>): Leg {
  return leg.orderReference !== null && crowded.has(orderKey(leg)) ? { ...leg, orderReference: null } : leg
}

async function crowdedOrders(sql: Sql, scope: Scope): Promise<Set<string>> {
  const rows = await sql.rows<{ account: string; orderReference: string }>(
    `SELECT account_id AS account, order_reference AS "orderReference" FROM ${scope.orders} WHERE charges > ${maxOrderCharges}`,
  )
  return new Set(rows.map((row) => orderKey({ ...row, kind: 'sale' })))
}

async function contractsOf(sql: Sql, marketplaceId: string, legs: readonly Leg[]): Promise<Map<string, FeeContract[]>> {
  const rows = await sql.rows<ContractRow>(
    `SELECT reference, seller_id AS seller, tier, valid_from AS "validFrom", refund_policy AS "refundPolicy",
       coalesce(dispute_policy, 'absorbed') AS "disputePolicy", bands
     FROM fee_contract WHERE marketplace_id = $1 AND seller_id = ANY($2)`,
    [marketplaceId, [...sellersOf(legs), everySeller]],
  )
  return Map.groupBy(rows.map(contractFromRow), (contract) => contract.seller)
}

function sellersOf(legs: readonly Leg[]): string[] {
  return [...new Set(legs.flatMap((leg) => (contractKinds.has(leg.kind) && leg.seller !== null ? leg.seller : [])))]
}

/** Fees are held against their seller's contract, transfers against what it says of lost disputes. */
const contractKinds: ReadonlySet<string> = new Set(['application_fee', 'transfer'])
