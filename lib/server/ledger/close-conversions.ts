import { closeConversion, fxClearing } from '@/lib/domain/ledger/conversion'
import type { Movement } from '@/lib/domain/ledger/movement'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { Sql } from '../db/transaction'
import type { Books } from './load-movements'
import { insertPostings, type PostingRow } from './store-postings'

/** What may give a converted object back, by its own type; a payment's fees and transfers are conversions of their own. */
const undoneBy = { charge: ['refund', 'dispute'], application_fee: ['fee_refund'], transfer: ['transfer_reversal'] }

type Root = { id: string; moneyKey: string; accountId: string; children: readonly string[]; currency: string }
type FamilySum = {
  id: string
  currency: string
  minor: bigint
  postings: string
  transactionId: string | null
  lastAt: Date
}

/**
 * Closes the conversions that these movements may have finished: what rounding left of them in FX clearing is posted
 * away, in the name of the transaction that began them, whichever part came last. Two runs that post parts of one
 * conversion come one after the other, so that the second sees what the first has posted.
 */
export async function closeConversions(sql: Sql, books: Books, undone: readonly Movement[]): Promise<PostingRow[]> {
  const roots = rootsOf(undone)
  if (roots.length === 0) return []
  const locks = roots.map(({ moneyKey }) => `${books.marketplaceId} ${moneyKey}`)
  await sql.rows('SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name', [locks])
  const sums = Map.groupBy(await sumsOf(sql, books.marketplaceId, roots), (sum) => sum.id)
  const rows = roots.flatMap((root) => closingRows(root, sums.get(root.id) ?? [], books.platforms))
  await insertPostings(sql, books, rows)
  return rows
}

/** In one order for every run, so that no two wait for each other. */
function rootsOf(undone: readonly Movement[]): Root[] {
  const roots = new Map<string, Root>()
  for (const { undoes, accountId } of undone) {
    if (!undoes || undoes.currency === null || !Object.hasOwn(undoneBy, undoes.objectType)) continue
    const children = undoneBy[undoes.objectType as keyof typeof undoneBy]
    const moneyKey = moneyKeyOf('stripe', undoes.id)
    roots.set(undoes.id, { id: undoes.id, moneyKey, accountId, children, currency: undoes.currency })
  }
  return [...roots.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Family by family, along the key: all that ever went through FX clearing is never read. */
async function sumsOf(sql: Sql, marketplaceId: string, roots: readonly Root[]): Promise<FamilySum[]> {
  return sql.rows<FamilySum>(
    `WITH member AS MATERIALIZED (
       SELECT r.id, r."moneyKey", r."accountId", m.key
       FROM jsonb_to_recordset($2::jsonb) AS r(id text, "moneyKey" text, "accountId" text, children jsonb)
       CROSS JOIN LATERAL (
         SELECT r."moneyKey" AS key UNION
         SELECT o.money_key FROM provider_object o
         WHERE o.marketplace_id = $1 AND o.parent_id = r.id AND r.children ? o.object_type
       ) m)
     SELECT member.id, p.currency, count(*)::text AS postings, max(p.occurred_at) AS "lastAt",
       sum(CASE WHEN p.debit = '${fxClearing}' THEN p.amount_minor ELSE -p.amount_minor END)::bigint AS minor,
       min(p.transaction_id) FILTER (WHERE p.money_key = member."moneyKey") AS "transactionId"
     FROM member CROSS JOIN LATERAL (
       SELECT * FROM ledger_posting p
       WHERE p.money_key = member.key AND p.marketplace_id = $1 AND p.account_id = member."accountId" OFFSET 0
     ) p
     WHERE p.debit = '${fxClearing}' OR p.credit = '${fxClearing}'
     GROUP BY member.id, p.currency`,
    [marketplaceId, JSON.stringify(roots)],
  )
}

/** The id tells how much had been posted by then: a payment whose refund failed may be finished a second time. */
function closingRows(root: Root, sums: readonly FamilySum[], platforms: ReadonlySet<string>): PostingRow[] {
  const scope = platforms.has(root.accountId) ? 'platform' : root.accountId
  const transactionId = sums.flatMap((sum) => sum.transactionId ?? []).sort()[0]
  const occurredAt = new Date(Math.max(...sums.map(({ lastAt }) => lastAt.getTime())))
  if (transactionId === undefined) return []
  const count = sums.reduce((total, { postings }) => total + Number(postings), 0)
  return closeConversion(sums, root.currency, scope).map((posting, place) => ({
    ...posting,
    moneyKey: root.moneyKey,
    accountId: root.accountId,
    id: `${transactionId}.fx.${count + place}`,
    transactionId,
    occurredAt,
  }))
}
