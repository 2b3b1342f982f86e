import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { BookEntryInput } from '@/lib/domain/books/book-entry'
import type { GoodLine, LineError, ParsedLines } from '@/lib/domain/books/line-error'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { canonicalJson, naturalId, sha256 } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'
import { type Claim, claimReferences } from './claim-references'
import { keepImport } from './keep-import'
import { maxErrors, rejectedLines, type WriteOptions, type WriteOutcome } from './outcome'

type Row = Claim & { entry: BookEntryInput; moneyKey: string }

/**
 * Writes a call's lines: each reference is claimed in the transaction that writes its entry, so the same line may come
 * again for ever. All or nothing, unless `partial` keeps the good lines of a call that has bad ones.
 */
export async function writeBookEntries(
  ctx: Ctx,
  lines: ParsedLines<BookEntryInput>,
  options: WriteOptions,
): Promise<Result<WriteOutcome, 'not_permitted'>> {
  if (!can(ctx.actor, options.file ? 'books.import' : 'books.write')) return refuse('not_permitted')
  if (lines.errors.length > 0 && !options.partial) return ok(nothingWritten(lines.good.length, lines.errors))
  const rows = lines.good.map((line) => rowOf(ctx.actor.marketplaceId, line))
  return ok(await commit(ctx, (sql) => writeRows(sql, ctx, rows, lines.errors, options)))
}

async function writeRows(
  sql: Sql,
  ctx: Ctx,
  rows: Row[],
  parseErrors: LineError[],
  options: WriteOptions,
): Promise<WriteOutcome> {
  await sql.run('SAVEPOINT before_claims')
  const claims = await claimReferences(sql, ctx.actor.marketplaceId, rows)
  const errors = [...parseErrors, ...claims.conflicts].sort((a, b) => a.line - b.line)
  if (claims.conflicts.length > 0 && !options.partial) {
    await sql.run('ROLLBACK TO SAVEPOINT before_claims')
    return nothingWritten(rows.length - rejectedLines(claims.conflicts), errors)
  }
  await insertEntries(sql, ctx.actor.marketplaceId, claims.fresh, options.file?.id ?? null)
  await touchKeys(sql, ctx.actor.marketplaceId, claims.fresh)
  const outcome: WriteOutcome = {
    accepted: claims.fresh.length,
    known: claims.known,
    rejected: rejectedLines(errors),
    withheld: 0,
    errors: errors.slice(0, maxErrors),
  }
  if (options.file) await keepImport(sql, ctx, options.file, outcome)
  if (claims.fresh.length > 0) await enqueue(sql, 'reconcile', { marketplaceId: ctx.actor.marketplaceId })
  const { errors: _, ...counts } = outcome
  const digest = sha256(canonicalJson(claims.fresh.map((row) => row.payloadHash)))
  await recordAudit(sql, ctx, 'books.write', options.file?.id ?? 'book-entries', { ...counts, digest })
  return outcome
}

/** Entries that a person makes in the console, within the caller's transaction. False where a reference is taken. */
export async function writeMadeEntries(
  sql: Sql,
  ctx: Ctx,
  entries: readonly BookEntryInput[],
  madeBy: string,
): Promise<boolean> {
  const { marketplaceId } = ctx.actor
  const rows = entries.map((value, line) => rowOf(marketplaceId, { line, value }))
  const { fresh } = await claimReferences(sql, marketplaceId, rows)
  if (fresh.length < rows.length) return false
  await insertEntries(sql, marketplaceId, fresh, madeBy)
  await touchKeys(sql, marketplaceId, fresh)
  return true
}

export function nothingWritten(good: number, errors: LineError[]): WriteOutcome {
  return { accepted: 0, known: 0, rejected: rejectedLines(errors), withheld: good, errors: errors.slice(0, maxErrors) }
}

function rowOf(marketplaceId: string, { line, value: entry }: GoodLine<BookEntryInput>): Row {
  const id = naturalId('be', marketplaceId, entry.reference)
  return {
    line,
    reference: entry.reference,
    id,
    // Two spellings of one instant are one payload.
    payloadHash: sha256(canonicalJson({ ...entry, ...instantsOf(entry) })),
    entry,
    moneyKey: entry.objectId === undefined ? `books:${id}` : moneyKeyOf('stripe', entry.objectId),
  }
}

function instantsOf({ occurredAt, expectedAt }: BookEntryInput) {
  return { occurredAt: new Date(occurredAt), expectedAt: expectedAt === undefined ? undefined : new Date(expectedAt) }
}

async function insertEntries(sql: Sql, marketplaceId: string, rows: Row[], importId: string | null): Promise<void> {
  if (rows.length === 0) return
  const wire = rows.map(({ id, moneyKey, entry }) => ({ id, moneyKey, ...entry, ...instantsOf(entry) }))
  await sql.run(
    `INSERT INTO book_entry (money_key, marketplace_id, account_id, id, reference, kind, provider, object_id,
       order_reference, amount_minor, currency, occurred_at, expected_at, seller_id, charge_type, shares, quote,
       import_id)
     SELECT "moneyKey", $1, account, id, reference, kind, 'stripe', "objectId", "orderReference", "amountMinor",
       currency, "occurredAt", "expectedAt", seller, "chargeType", shares, quote, $3
     FROM jsonb_to_recordset($2::jsonb) AS x("moneyKey" text, account text, id text, reference text, kind text,
       "objectId" text, "orderReference" text, "amountMinor" bigint, currency text, "occurredAt" timestamptz,
       "expectedAt" timestamptz, seller text, "chargeType" text, shares jsonb, quote jsonb)`,
    [marketplaceId, JSON.stringify(wire), importId],
  )
}

/** An update, not "do nothing": it locks the waiting row, so that no run deletes it without having seen this entry. */
async function touchKeys(sql: Sql, marketplaceId: string, rows: Row[]): Promise<void> {
  if (rows.length === 0) return
  const keys = rows.map(({ moneyKey, entry }) => ({ k: moneyKey, a: entry.account }))
  await sql.run(
    `INSERT INTO recon_touch (money_key, marketplace_id, account_id)
     SELECT DISTINCT k, $1, a FROM jsonb_to_recordset($2::jsonb) AS x(k text, a text) ORDER BY 1, 3
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId, JSON.stringify(keys)],
  )
}
