import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { lookAgain } from '../../reconciliation/families/touch-keys'
import { findEntry, findLegs, isTaken } from '../find-rows'
import type { Step, Written } from '../perform-act'
import type { BooksRefusal } from './change-books'

/** Ties the entry to the object it means: a link that no run removes. The entry itself is never changed. */
export async function linkByHand({ sql, ctx, item, wish }: Step): Promise<Result<Written, BooksRefusal>> {
  const { marketplaceId } = ctx.actor
  const [objectId = ''] = wish.particulars.objectIds
  const entry = await findEntry(sql, ctx, item)
  if (!entry) return refuse('entry_gone')
  const [leg] = await findLegs(sql, ctx, { kind: entry.kind, account: entry.accountId, objectIds: [objectId] })
  if (!leg) return refuse('object_unknown')
  if (await isTaken(sql, ctx, entry.kind, [objectId])) return refuse('object_taken')
  await sql.run(
    `INSERT INTO book_link (money_key, marketplace_id, account_id, entry_id, object_id, rule)
     VALUES ($1, $2, $3, $4, $5, 'by_hand') ON CONFLICT (money_key, marketplace_id, account_id, entry_id)
     DO UPDATE SET object_id = EXCLUDED.object_id, rule = EXCLUDED.rule`,
    [entry.moneyKey, marketplaceId, entry.accountId, entry.entryId, objectId],
  )
  await lookAgain(sql, ctx, [entry, leg])
  const { moneyKey, accountId, entryId, reference } = entry
  return ok({ detail: { link: { moneyKey, accountId, entryId, objectId }, reference } })
}
