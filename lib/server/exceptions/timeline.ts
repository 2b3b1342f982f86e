import type { Sql } from '../db/transaction'
import { isCounted } from '../reconciliation/families/hand-work'
import type { ExceptionRow } from './rows'

/** One step in the life of a payment: what Stripe did, what moved, what the books said, what the ledger posted. */
export type PaymentStep = {
  at: Date
  side: 'stripe' | 'balance' | 'books' | 'ledger'
  /** Entry kind (`:void` behind one that was taken out), reporting category, or "debit → credit". */
  what: string
  id: string
  account: string
  /** As that side writes it: balance transactions are signed, the rest positive. */
  amountMinor: bigint
  currency: string
  /** The Stripe object that moved the money, where it is known. */
  objectId: string | null
}

const stepLimit = 500

/** All steps of the payment that an exception belongs to: its root, what stems from it, and their entries. */
export async function paymentTimeline(
  sql: Sql,
  marketplaceId: string,
  { familyId, objectId, accountId }: Pick<ExceptionRow, 'familyId' | 'objectId' | 'accountId'>,
): Promise<PaymentStep[]> {
  const keys = await familyKeys(sql, marketplaceId, [familyId, objectId])
  return sql.rows<PaymentStep>(stepsSql, [marketplaceId, keys, accountId, objectId])
}

async function familyKeys(sql: Sql, marketplaceId: string, ids: string[]): Promise<string[]> {
  const rows = await sql.rows<{ key: string }>(
    `WITH RECURSIVE family (id, depth) AS (
       SELECT unnest($2::text[]), 0
       UNION
       SELECT l.object_id, f.depth + 1 FROM family f
       JOIN provider_leg l ON l.marketplace_id = $1 AND l.parent_id = f.id WHERE f.depth < 3)
     SELECT DISTINCT 'stripe:' || id AS key FROM family
     UNION SELECT k.money_key FROM family f JOIN book_link k ON k.marketplace_id = $1 AND k.object_id = f.id
     LIMIT ${stepLimit}`,
    [marketplaceId, ids],
  )
  return rows.map((row) => row.key)
}

/** An entry that a person took out stays in the story and says so. */
const bookedKind = `CASE WHEN ${isCounted} THEN e.kind ELSE e.kind || ':void' END`

const stepsSql = `
  SELECT created AS at, 'stripe' AS side, kind AS what, object_id AS id, account_id AS account,
    amount_minor AS "amountMinor", currency, object_id AS "objectId"
  FROM provider_leg WHERE marketplace_id = $1 AND money_key = ANY($2)
  UNION ALL
  SELECT created, 'balance', reporting_category, id, account_id, net_minor, currency, source_id
  FROM balance_transaction WHERE marketplace_id = $1 AND money_key = ANY($2 || ARRAY['stripe:' || $4])
  UNION ALL
  SELECT e.occurred_at, 'books', ${bookedKind}, e.reference, e.account_id, e.amount_minor, e.currency, e.object_id
  FROM book_entry e WHERE e.marketplace_id = $1 AND e.money_key = ANY($2)
  UNION ALL
  SELECT e.occurred_at, 'books', ${bookedKind}, e.reference, e.account_id, e.amount_minor, e.currency, e.object_id
  FROM book_entry e WHERE e.marketplace_id = $1 AND e.account_id = $3 AND NOT e.money_key = ANY($2) AND e.money_key = (
    SELECT 'books:' || r.entry_id FROM caller_reference r WHERE r.marketplace_id = $1 AND r.reference = $4)
  UNION ALL
  SELECT occurred_at, 'ledger', debit || ' → ' || credit, id, account_id, amount_minor, currency, NULL
  FROM ledger_posting WHERE marketplace_id = $1 AND money_key = ANY($2)
  ORDER BY 1, 2 DESC, 4 LIMIT ${stepLimit}`
