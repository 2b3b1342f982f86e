import type { StatementFormat } from '@/lib/domain/statements/statement'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { sealText } from '../personal/free-text'
import type { StatementDraft } from './judge-file'

export type FileFacts = { name: string; digest: string; format: string; mappingId: string | null }
export type LineCounts = { added: number; known: number }

/** A statement is called by what it says. */
export function statementIdOf(marketplaceId: string, { contentHash }: StatementDraft): string {
  return naturalId('bks', marketplaceId, contentHash)
}

/** Of these statements, those that stand already: by content, whatever file brought them. */
export async function knownStatements(sql: Sql, ctx: Ctx, drafts: readonly StatementDraft[]): Promise<Set<string>> {
  const rows = await sql.rows<{ contentHash: string }>(
    'SELECT content_hash AS "contentHash" FROM bank_statement WHERE marketplace_id = $1 AND content_hash = ANY($2)',
    [ctx.actor.marketplaceId, drafts.map((draft) => draft.contentHash)],
  )
  return new Set(rows.map((row) => row.contentHash))
}

/**
 * For each of these statements the other format in which days of its account stand already, if one does. A movement is known
 * by its words, which formats write differently: told in two of them, it stands twice.
 */
export async function otherFormats(
  sql: Sql,
  ctx: Ctx,
  drafts: readonly StatementDraft[],
  format: StatementFormat,
): Promise<(StatementFormat | null)[]> {
  const rows = await sql.rows<{ at: number; other: StatementFormat }>(
    `SELECT d.at::int AS at, min(s.format) AS other
     FROM unnest($3::text[], $4::date[], $5::date[]) WITH ORDINALITY AS d(account_id, first_on, last_on, at)
     JOIN bank_statement s ON s.marketplace_id = $1 AND s.bank_account_id = d.account_id AND s.format <> $2
       AND s.first_on <= d.last_on AND s.last_on >= d.first_on
     GROUP BY d.at`,
    [
      ctx.actor.marketplaceId,
      format,
      drafts.map(({ account }) => account.id),
      drafts.map(({ checked }) => checked.firstOn),
      drafts.map(({ checked }) => checked.lastOn),
    ],
  )
  const found = new Map(rows.map(({ at, other }) => [at, other]))
  return drafts.map((_, index) => found.get(index + 1) ?? null)
}

/** Writes the statement's own row and why lines are missing from it, in the transaction of its lines. */
export async function keepStatement(
  sql: Sql,
  ctx: Ctx,
  file: FileFacts,
  draft: StatementDraft,
  counts: LineCounts,
): Promise<void> {
  const { marketplaceId } = ctx.actor
  const { account, checked, contentHash, refused, troubles } = draft
  const id = statementIdOf(marketplaceId, draft)
  const name = sealText(marketplaceId, 'bank_statement.file_name_enc', id, file.name.slice(0, 200))
  const { head, openingMinor, openingOn, closingMinor, closingOn, firstOn, lastOn } = checked
  await sql.run(
    `INSERT INTO bank_statement (marketplace_id, id, bank_account_id, content_hash, file_digest, file_name_enc, format,
       sequence, page, currency, opening_minor, opening_on, closing_minor, closing_on, first_on, last_on, lines_added,
       lines_known, lines_refused, status, mapping_id, imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::date, $13, $14::date, $15::date, $16::date, $17, $18, $19, $20, $21, $22, $23)`,
    [
      ...[marketplaceId, id, account.id, contentHash, file.digest, name, file.format, head.sequence, head.page],
      ...[account.currency, openingMinor, openingOn, closingMinor, closingOn, firstOn, lastOn],
      ...[
        counts.added,
        counts.known,
        refused,
        refused > 0 ? 'partial' : 'whole',
        file.mappingId,
        ctx.actor.id,
        ctx.now,
      ],
    ],
  )
  // Days that were not covered before may make an absence known, also where no line is new.
  await sql.run(
    `INSERT INTO bank_touch (money_key, marketplace_id, account_id) VALUES ('bank:' || $2, $1, $3) ON CONFLICT DO NOTHING`,
    [marketplaceId, id, account.id],
  )
  if (troubles.length === 0) return
  const wire = JSON.stringify(troubles.map((trouble, ordinal) => ({ ...trouble, ordinal })))
  await sql.run(
    `INSERT INTO bank_refused_line (marketplace_id, statement_id, ordinal, line, field, code, message, fix)
     SELECT $1, $2, ordinal, line, field, code, message, fix
     FROM jsonb_to_recordset($3::jsonb) AS x(ordinal int, line int, field text, code text, message text, fix text)`,
    [marketplaceId, id, wire],
  )
}
