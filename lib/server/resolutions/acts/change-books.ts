import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { BookEntryInput } from '@/lib/domain/books/book-entry'
import { rowOf } from '@/lib/domain/resolutions/acts-for'
import { writeMadeEntries } from '../../books/write-book-entries'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { naturalId } from '../../digest/natural-id'
import { sealText } from '../../personal/free-text'
import { lookAgain } from '../../reconciliation/families/touch-keys'
import { type EntryFound, findEntry, findLegs, isTaken, type LegFound } from '../find-rows'
import type { LoadedItem } from '../load-item'
import type { Step, Written } from '../perform-act'

export type BooksRefusal = 'entry_gone' | 'object_unknown' | 'object_taken' | 'sum_differs' | 'reference_taken'

/**
 * Makes the entries that Stripe's objects imply: the one that is missing, or those that take the place of an entry, which
 * becomes void. Parts of a split add up to the entry to the last minor unit.
 */
export async function bookWhatStripeHas(step: Step): Promise<Result<Written, BooksRefusal>> {
  const { sql, ctx, item, id, wish } = step
  const entry = wish.act === 'book_missing_entry' ? null : await findEntry(sql, ctx, item)
  if (entry === undefined) return refuse('entry_gone')
  const row = rowOf(item, wish.act === 'split_by_hand' ? 'books' : 'stripe')
  if (!row) return refuse('object_unknown')
  const objectIds = wish.act === 'split_by_hand' ? [...new Set(wish.particulars.objectIds)] : [row.id]
  const legs = await findLegs(sql, ctx, { ...row, objectIds })
  if (legs.length < objectIds.length) return refuse('object_unknown')
  if (wish.act !== 'correct_entry' && (await isTaken(sql, ctx, row.kind, objectIds))) return refuse('object_taken')
  if (wish.act === 'split_by_hand' && entry && !addsUp(legs, entry)) return refuse('sum_differs')
  const voided = entry && (await voidEntry(step, entry))
  if (entry && !voided) return refuse('entry_gone')
  const references = await freeReferences(sql, ctx, item, legs.length)
  const made = legs.map((leg, at) => impliedBy(leg, references[at] ?? ''))
  if (!(await writeMadeEntries(sql, ctx, made, id))) return refuse('reference_taken')
  const { marketplaceId } = ctx.actor
  const booked = legs.map(({ moneyKey, accountId }, at) => {
    const reference = references[at] ?? ''
    return { reference, entryId: naturalId('be', marketplaceId, reference), moneyKey, accountId }
  })
  return ok({ detail: { booked, ...(entry ? { voided: [entry.reference] } : {}) } })
}

/** The entry counts no more; its row stays, and beside it who said so, when and why. */
export async function takeOutEntry(step: Step): Promise<Result<Written, BooksRefusal>> {
  const entry = await findEntry(step.sql, step.ctx, step.item)
  if (!entry || !(await voidEntry(step, entry))) return refuse('entry_gone')
  return ok({ detail: { voided: [entry.reference] } })
}

async function voidEntry({ sql, ctx, id, wish }: Step, entry: EntryFound): Promise<boolean> {
  return voidOne(sql, ctx, id, entry, wish.note)
}

/** False where it is void already: the index lets one in. */
export async function voidOne(
  sql: Sql,
  ctx: Ctx,
  resolutionId: string,
  { entryId, moneyKey, accountId }: Pick<EntryFound, 'entryId' | 'moneyKey' | 'accountId'>,
  reason: string,
): Promise<boolean> {
  const { marketplaceId } = ctx.actor
  const id = naturalId('vo', marketplaceId, entryId, resolutionId)
  const sealed = reason === '' ? null : sealText(marketplaceId, 'book_entry_void.reason_enc', id, reason)
  const added = await sql.run(
    `INSERT INTO book_entry_void (marketplace_id, id, entry_id, money_key, account_id, resolution_id, voided_by, voided_at,
       reason_enc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [marketplaceId, id, entryId, moneyKey, accountId, resolutionId, ctx.actor.id, ctx.now, sealed],
  )
  await lookAgain(sql, ctx, [{ moneyKey, accountId }])
  return added === 1
}

function addsUp(legs: readonly LegFound[], entry: EntryFound): boolean {
  const sum = legs.reduce((total, leg) => total + leg.amountMinor, 0n)
  return sum === entry.amountMinor && legs.every((leg) => leg.currency === entry.currency)
}

function impliedBy(leg: LegFound, reference: string): BookEntryInput {
  return {
    reference,
    kind: leg.kind,
    account: leg.accountId,
    objectId: leg.objectId,
    amountMinor: leg.amountMinor.toString(),
    currency: leg.currency,
    occurredAt: leg.created.toISOString(),
    ...(leg.orderReference === null ? {} : { orderReference: leg.orderReference }),
    ...(leg.sellerId === null ? {} : { seller: leg.sellerId }),
  }
}

/** CF-12; where that was used before (and undone) CF-12-2 and so on; the parts of a split CF-12.1, CF-12.2 … */
async function freeReferences(sql: Sql, ctx: Ctx, item: LoadedItem, count: number): Promise<string[]> {
  const base = `CF-${item.number}`
  const rows = await sql.rows<{ reference: string }>(
    `SELECT reference FROM caller_reference WHERE marketplace_id = $1
       AND (reference = $2 OR reference LIKE $2 || '-%' OR reference LIKE $2 || '.%')`,
    [ctx.actor.marketplaceId, base],
  )
  const used = new Set(rows.map((row) => row.reference))
  for (let round = 1; ; round++) {
    const stem = round === 1 ? base : `${base}-${round}`
    const wanted = count === 1 ? [stem] : Array.from({ length: count }, (_, at) => `${stem}.${at + 1}`)
    if (!wanted.some((reference) => used.has(reference))) return wanted
  }
}
