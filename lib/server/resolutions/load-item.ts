import type { ResolvableItem, StandingAct } from '@/lib/domain/resolutions/act'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { hasLeft } from '../exceptions/exception-filter'

export type LoadedItem = ResolvableItem & { moneyKey: string; familyId: string; dueAt: Date }
export type Loaded = { item: LoadedItem; standing: StandingAct[]; repairsAsked: number }

/** An exception with what was done about it and stands; undefined where the marketplace has no such one. */
export async function loadItem(sql: Sql, ctx: Ctx, id: string): Promise<Loaded | undefined> {
  const { marketplaceId } = ctx.actor
  const [item] = await sql.rows<LoadedItem>(
    `SELECT id, number, kind, state, version, direction, assignee_id AS "assigneeId", object_id AS "objectId",
       account_id AS "accountId", seller_id AS "sellerId", currency, amount_minor AS "amountMinor", evidence,
       money_key AS "moneyKey", family_id AS "familyId", due_at AS "dueAt", ${hasLeft('e')} AS "sellerHasLeft"
     FROM recon_exception e WHERE marketplace_id = $1 AND id = $2`,
    [marketplaceId, id],
  )
  if (!item) return undefined
  const done = await sql.rows<StandingAct & { isRepair: boolean; isUndone: boolean }>(
    `SELECT r.act, coalesce(i.state = 'refused', false) AS "hasFailed",
       coalesce(i.state = 'mismatched' AND i.object_id IS NULL, false) AS "isUnknown", r.intent_id IS NOT NULL AS "isRepair",
       r.undone_at IS NOT NULL AS "isUndone"
     FROM resolution r LEFT JOIN intent i ON i.marketplace_id = r.marketplace_id AND i.id = r.intent_id
     WHERE r.marketplace_id = $1 AND r.exception_id = $2`,
    [marketplaceId, id],
  )
  return {
    item,
    standing: done.filter(({ isUndone }) => !isUndone),
    repairsAsked: done.filter(({ isRepair }) => isRepair).length,
  }
}
