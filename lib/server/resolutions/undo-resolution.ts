import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { ExceptionState } from '@/lib/domain/exceptions/exception'
import { type Posting, reverse } from '@/lib/domain/ledger/posting'
import type { Act } from '@/lib/domain/resolutions/act'
import { leavesAs } from '@/lib/domain/resolutions/act'
import { canUndo, type UndoRefusal } from '@/lib/domain/resolutions/can-undo'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { allOrNone } from '../db/all-or-none'
import type { Sql } from '../db/transaction'
import { withdrawIntentIn } from '../intents/withdraw-intent'
import { lookAgain, type TouchedKey } from '../reconciliation/families/touch-keys'
import { voidOne } from './acts/change-books'
import { post } from './acts/write-off'

type Place = { moneyKey: string; accountId: string; entryId: string }
type Done = {
  id: string
  exceptionId: string
  act: Act
  detail: { booked?: Place[]; link?: Place; dueAt?: string }
  isUndone: boolean
  state: ExceptionState
  intentId: string | null
  intentState: string | null
  moneyKey: string
  accountId: string
}
export type UndoResult = Result<void, UndoRefusal | 'not_found' | 'entry_gone'>

/**
 * Says the opposite of what was done: reverses the posting, takes the made entry out, puts the void one back, removes the
 * link, ends the waiting. The row stays and says who undid it and when; a run then finds the exception again.
 */
export function undoResolution(ctx: Ctx, input: { id: string }): Promise<UndoResult> {
  return allOrNone<UndoResult>(ctx, async (sql) => {
    const done = await lockDone(sql, ctx, input.id)
    if (!done) return refuse('not_found')
    const verdict = canUndo(done, ctx.actor)
    if (!verdict.ok) return verdict
    // Between the look and this the worker may have sent it.
    if (done.intentId !== null && !(await withdrawIntentIn(sql, ctx, done.intentId))) return refuse('left_the_house')
    const { marketplaceId } = ctx.actor
    await sql.run(
      'UPDATE resolution SET undone_by = $3, undone_at = $4 WHERE marketplace_id = $1 AND id = $2 AND undone_at IS NULL',
      [marketplaceId, done.id, ctx.actor.id, ctx.now],
    )
    if (!(await sayOpposite(sql, ctx, done))) return refuse('entry_gone')
    await lookAgain(sql, ctx, [done])
    await recordAudit(sql, ctx, 'resolution.undo', done.exceptionId, { resolutionId: done.id, act: done.act })
    return ok()
  })
}

/** The row's lock settles races: of two who undo at once the second finds it undone. */
async function lockDone(sql: Sql, ctx: Ctx, id: string): Promise<Done | undefined> {
  const [row] = await sql.rows<Done>(
    `SELECT r.id, r.exception_id AS "exceptionId", r.act, r.detail, r.undone_at IS NOT NULL AS "isUndone", e.state,
       r.intent_id AS "intentId", i.state AS "intentState",
       e.money_key AS "moneyKey", e.account_id AS "accountId"
     FROM resolution r JOIN recon_exception e ON e.marketplace_id = r.marketplace_id AND e.id = r.exception_id
     LEFT JOIN intent i ON i.marketplace_id = r.marketplace_id AND i.id = r.intent_id
     WHERE r.marketplace_id = $1 AND r.id = $2 FOR UPDATE OF r, e`,
    [ctx.actor.marketplaceId, id],
  )
  return row
}

async function sayOpposite(sql: Sql, ctx: Ctx, done: Done): Promise<boolean> {
  if (done.act === 'write_off' || done.act === 'refund_elsewhere') await postBack(sql, ctx, done)
  if (done.act in leavesAs || done.act === 'wait_until') await reopen(sql, ctx, done)
  for (const entry of done.detail.booked ?? []) {
    if (!(await voidOne(sql, ctx, done.id, entry, ''))) return false
  }
  await lookAgain(sql, ctx, await restoreEntries(sql, ctx, done))
  if (done.detail.link) await unlink(sql, ctx, done.detail.link)
  return true
}

async function postBack(sql: Sql, ctx: Ctx, { id, detail, accountId }: Done): Promise<void> {
  const { moneyKey } = detail as { moneyKey: string }
  const rows = await sql.rows<Posting & { accountId: string }>(
    `SELECT debit, credit, amount_minor AS "amountMinor", currency FROM ledger_posting
     WHERE marketplace_id = $1 AND money_key = $2 AND account_id = $3 AND id = $4`,
    [ctx.actor.marketplaceId, moneyKey, accountId, `${id}.1`],
  )
  for (const posting of reverse(rows)) {
    await post(sql, ctx, { moneyKey, accountId, transactionId: id }, `${id}.2`, posting)
  }
}

/** Only what this act holds back; an exception that came back by itself is open already. */
async function reopen(sql: Sql, ctx: Ctx, { exceptionId, detail, act }: Done): Promise<void> {
  await sql.run(
    `UPDATE recon_exception SET state = 'open', resolution = NULL, resolved_by = NULL, closed_at = NULL, note_enc = NULL,
       waits_until = NULL, due_at = coalesce($3::timestamptz, due_at), version = version + 1
     WHERE marketplace_id = $1 AND id = $2 AND state = $4 AND resolution IS NOT DISTINCT FROM $5`,
    [
      ctx.actor.marketplaceId,
      exceptionId,
      detail.dueAt ?? null,
      act === 'wait_until' ? 'waiting' : 'resolved',
      leavesAs[act] ?? null,
    ],
  )
}

/** Entries that this act had taken out, and not those that undoing it has just taken out. */
async function restoreEntries(sql: Sql, ctx: Ctx, { id, detail }: Done): Promise<TouchedKey[]> {
  const own = (detail.booked ?? []).map(({ entryId }) => entryId)
  return sql.rows<TouchedKey>(
    `UPDATE book_entry_void SET restored_by = $3, restored_at = $4
     WHERE marketplace_id = $1 AND resolution_id = $2 AND restored_at IS NULL AND entry_id <> ALL($5)
     RETURNING money_key AS "moneyKey", account_id AS "accountId"`,
    [ctx.actor.marketplaceId, id, ctx.actor.id, ctx.now, own],
  )
}

async function unlink(sql: Sql, ctx: Ctx, link: Place & { objectId?: string }): Promise<void> {
  await sql.run(
    `DELETE FROM book_link WHERE money_key = $2 AND marketplace_id = $1 AND account_id = $3 AND entry_id = $4 AND rule = 'by_hand'`,
    [ctx.actor.marketplaceId, link.moneyKey, link.accountId, link.entryId],
  )
  const object = { moneyKey: `stripe:${link.objectId ?? ''}`, accountId: link.accountId }
  await lookAgain(sql, ctx, [link, object])
}
