import type { Success } from '@/lib/domain/base/result'
import { type Awaiting, movementFrom } from '@/lib/domain/ledger/family'
import type { Movement, SourceObject } from '@/lib/domain/ledger/movement'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { Sql } from '../db/transaction'
import { type ObjectRow, objectColumns, objectJson, sourceObject, type TransactionRow, transactionFacts } from './rows'

export type Loaded = { row: TransactionRow; movement: Success<Movement> | Awaiting }

/** What a run needs to know of its marketplace. */
export type Books = {
  marketplaceId: string
  reportingZone: string
  platforms: ReadonlySet<string>
  /** Accounts whose history begins late: what is missing there will not come. */
  closedAccounts: ReadonlySet<string>
}

export async function loadBooks(
  sql: Sql,
  marketplaceId: string,
  closedAccounts: ReadonlySet<string> = new Set(),
): Promise<Books> {
  const rows = await sql.rows<{ zone: string; accountId: string | null }>(
    `SELECT m.reporting_zone AS zone, c.account_id AS "accountId" FROM marketplace m
     LEFT JOIN provider_connection c ON c.marketplace_id = m.id WHERE m.id = $1`,
    [marketplaceId],
  )
  const platforms = new Set(rows.flatMap((row) => (row.accountId === null ? [] : [row.accountId])))
  return { marketplaceId, reportingZone: rows[0]?.zone ?? 'UTC', platforms, closedAccounts }
}

/** Columns of `TransactionRow` for a `FROM … b` over balance_transaction; joins the row's own source. */
export const transactionColumns = `b.money_key AS "moneyKey", b.account_id AS "accountId", b.id,
  b.reporting_category AS category, b.balance_type AS "balanceType", b.amount_minor AS "amountMinor",
  b.fee_minor AS "feeMinor", b.net_minor AS "netMinor", b.currency, b.created, b.available_on AS "availableOn",
  b.exchange_rate AS "exchangeRate",
  b.raw->'fee_details' AS "feeDetails", ${objectColumns('source')}`

export const sourceJoin = `LEFT JOIN provider_object o ON o.money_key = b.money_key
  AND o.marketplace_id = b.marketplace_id AND o.account_id = b.account_id AND o.id = b.source_id
  LEFT JOIN ${objectJson} ON true`

/** Ties rows to their families: parents are read level by level, at most as many levels as a family has. */
export async function tieToFamilies(sql: Sql, books: Books, rows: readonly TransactionRow[]): Promise<Loaded[]> {
  const facts = rows.map((row) => transactionFacts(row, books.platforms))
  const known = new Map<string, SourceObject>()
  const sources = facts.flatMap(({ source }) => (source ? [source] : []))
  // A charge that failed undoes itself: how it was booked is asked for like a parent.
  const failed = facts.filter(({ category }) => category === 'charge_failure').flatMap(({ source }) => source?.id ?? [])
  let wanted = [...new Set([...parentsOf(sources), ...failed])]
  for (let level = 0; level < 3 && wanted.length > 0; level += 1) {
    const found = await loadObjects(sql, books.marketplaceId, wanted)
    for (const object of found) known.set(object.id, object)
    wanted = parentsOf(found).filter((id) => !known.has(id))
  }
  return facts.map((fact, index) => {
    const closed = books.closedAccounts.has(fact.accountId)
    const movement = movementFrom(fact, (id) => known.get(id), closed)
    return { row: rows[index] as TransactionRow, movement }
  })
}

function parentsOf(objects: readonly SourceObject[]): string[] {
  return [...new Set(objects.flatMap(({ parentId }) => (parentId === null ? [] : [parentId])))]
}

type ParentRow = ObjectRow & { settledMinor: bigint | null; settledCurrency: string | null }

async function loadObjects(sql: Sql, marketplaceId: string, ids: readonly string[]): Promise<SourceObject[]> {
  const keys = ids.map((id) => ({ id, money_key: moneyKeyOf('stripe', id) }))
  const rows = await sql.rows<ParentRow>(
    `SELECT ${objectColumns('')}, s.amount_minor AS "settledMinor", s.currency AS "settledCurrency"
     FROM jsonb_to_recordset($2::jsonb) AS k(id text, money_key text)
     JOIN provider_object o ON o.money_key = k.money_key AND o.marketplace_id = $1 AND o.id = k.id
     LEFT JOIN ${objectJson} ON true
     LEFT JOIN LATERAL (
       SELECT c.amount_minor, c.currency FROM balance_transaction c
       WHERE c.money_key = o.money_key AND c.marketplace_id = o.marketplace_id AND c.account_id = o.account_id
         AND c.reporting_category = CASE o.object_type WHEN 'charge' THEN 'charge'
           WHEN 'application_fee' THEN 'platform_earning' WHEN 'transfer' THEN 'transfer' END
       ORDER BY c.created, c.id LIMIT 1
     ) s ON true`,
    [marketplaceId, JSON.stringify(keys)],
  )
  return rows.map((row) => sourceObject(row, row))
}
