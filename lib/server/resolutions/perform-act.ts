import { type ProofRefusal, proofSentence } from '@/lib/domain/access/proof'
import type { UseRefusal } from '@/lib/domain/approvals/can-use'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type Act, isRepair, type Particulars } from '@/lib/domain/resolutions/act'
import { debitSentences } from '@/lib/domain/resolutions/can-debit'
import { type JsonObject, recordAudit } from '../audit/record-audit'
import { hasFreshProof } from '../auth/second-factor/demand-proof'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import type { RequestIntentRefusal } from '../intents/request-intent'
import { sealText, textDigest } from '../personal/free-text'
import { lookAgain } from '../reconciliation/families/touch-keys'
import { type BooksRefusal, bookWhatStripeHas, takeOutEntry } from './acts/change-books'
import { linkByHand } from './acts/link-by-hand'
import { payElsewhere } from './acts/pay-elsewhere'
import { type RepairRefusal, repairAtStripe } from './acts/repair-at-stripe'
import { writeOff } from './acts/write-off'
import type { Loaded, LoadedItem } from './load-item'
import { moveException } from './move-exception'

export type Wish = { act: Act; particulars: Particulars; note: string; approvalId: string | null }
export type Step = { sql: Sql; ctx: Ctx; loaded: Loaded; item: LoadedItem; id: string; wish: Wish }
/** What an act wrote: what undoing it needs, and the intent where Stripe was asked. */
export type Written = { detail: JsonObject; intentId?: string }
export type ActRefusal =
  | 'stale'
  | 'asked_before'
  | ProofRefusal
  | BooksRefusal
  | RepairRefusal
  | RequestIntentRefusal
  | UseRefusal

/**
 * Carries out one act in the caller's transaction: the exception first, guarded by its version, so that of two people at
 * once the slower writes nothing; then what the act does; then its row and the audit.
 */
export async function performAct(sql: Sql, ctx: Ctx, loaded: Loaded, wish: Wish): Promise<Result<string, ActRefusal>> {
  const { marketplaceId } = ctx.actor
  // Where a second person said yes, theirs was asked for: it is done in the name of who asked.
  const isAlone = wish.approvalId === null
  if (isAlone && movesMoney(wish.act) && !(await hasFreshProof(sql, ctx))) return refuse('proof_needed')
  const { item } = loaded
  const id = naturalId('rs', marketplaceId, item.id, String(item.version))
  const step: Step = { sql, ctx, loaded, item, id, wish }
  if (!(await moveException(step))) return refuse('stale')
  const done = await carryOut(step)
  if (!done.ok) return done
  const { detail, intentId = null } = done.value
  await sql.run(
    `INSERT INTO resolution (marketplace_id, id, exception_id, act, amount_minor, currency, detail, note_enc, done_by, done_at,
       approval_id, intent_id) VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12)`,
    [
      marketplaceId,
      id,
      item.id,
      wish.act,
      item.amountMinor,
      item.currency,
      JSON.stringify(detail),
      wish.note === '' ? null : sealText(marketplaceId, 'resolution.note_enc', id, wish.note),
      ctx.actor.id,
      ctx.now,
      wish.approvalId,
      intentId,
    ],
  )
  await lookAgain(sql, ctx, [{ moneyKey: item.moneyKey, accountId: item.accountId }])
  await recordAudit(sql, ctx, `resolution.${wish.act}`, item.id, {
    ...detail,
    resolutionId: id,
    amountMinor: item.amountMinor,
    currency: item.currency,
    approvalId: wish.approvalId,
    intentId,
    // The words may be erased one day; the chain keeps only what proves them.
    noteDigest: textDigest(marketplaceId, 'resolution.note_enc', id, wish.note),
  })
  return ok(id)
}

/** At Stripe, or by giving it up. */
function movesMoney(act: Act): boolean {
  return isRepair(act) || act === 'write_off' || act === 'refund_elsewhere'
}

async function carryOut(step: Step): Promise<Result<Written, ActRefusal>> {
  const { act } = step.wish
  if (isRepair(act)) return repairAtStripe(step, act)
  switch (act) {
    case 'write_off':
      return writeOff(step)
    case 'book_missing_entry':
    case 'correct_entry':
    case 'split_by_hand':
      return bookWhatStripeHas(step)
    case 'mark_duplicate':
      return takeOutEntry(step)
    case 'link_by_hand':
      return linkByHand(step)
    case 'wait_until':
      return ok({ detail: { until: step.wish.particulars.until, dueAt: step.item.dueAt } })
    case 'refund_elsewhere':
      return payElsewhere(step)
    case 'not_ours':
      return ok({ detail: {} })
  }
}

export const actRefusalSentences: Record<ActRefusal, string> = {
  ...debitSentences,
  stale: 'Someone changed it while you were looking. Nothing of yours was written: look again and decide anew.',
  proof_needed: proofSentence,
  asked_before: 'Stripe was asked for exactly this already.',
  entry_gone: 'The entry is no longer in the books, or was taken out already.',
  payment_unknown: 'Nothing tells to which payment at Stripe it belongs.',
  refunded_since: 'The payment was refunded again since: look at Stripe whether the customer has his money.',
  object_unknown: 'Stripe has no such object of this kind on this account.',
  object_taken: 'The books have an entry for that object already.',
  sum_differs: 'The objects do not add up to the entry, to the last minor unit and in its currency.',
  reference_taken: 'The reference for the new entry is in use. Nothing was written.',
  not_permitted: 'Your role may read exceptions, not resolve them.',
  malformed: 'This act cannot be asked of Stripe: its particulars are not what Stripe takes.',
  not_connected: 'There is no connection to Stripe for this money.',
  account_unknown: 'The account is not connected any more.',
  approval_missing: 'The second person’s yes is for something else by now. Nothing was done.',
  not_approved: 'Nobody has said yes to it.',
  payload_changed: 'The exception has changed since it was asked for. Nothing was done: ask anew.',
  already_used: 'That yes was used already.',
  expired: 'The request has lapsed: ask anew.',
}
