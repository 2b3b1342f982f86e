import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { StatementFormat } from '@/lib/domain/statements/statement'
import { type StatementMapping, statementMapping } from '@/lib/domain/statements/statement-mapping'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { openText } from '../personal/free-text'

export type BankAccountRow = {
  id: string
  name: string
  legalEntity: string | null
  currency: string
  country: string | null
  lastFour: string
  payoutsOfAccount: string | null
  /** By the statement that reaches furthest; null while there is none. */
  balanceMinor: bigint | null
  balanceOn: CalendarDay | null
  balanceStatementId: string | null
  lastStatementId: string | null
  lastOn: CalendarDay | null
  lastImportedAt: Date | null
  statements: number
}

/** Every bank account with its newest statement and what that says is on it. */
export async function listBankAccounts(ctx: Ctx): Promise<BankAccountRow[]> {
  const { marketplaceId } = ctx.actor
  type Row = Omit<BankAccountRow, 'name' | 'legalEntity'> & { nameEnc: string; legalEntityEnc: string | null }
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Row>(
      `SELECT a.id, a.name_enc AS "nameEnc", a.legal_entity_enc AS "legalEntityEnc", a.currency, a.country,
         a.last_four AS "lastFour", a.payouts_of_account AS "payoutsOfAccount", s.closing_minor AS "balanceMinor",
         s.closing_on::text AS "balanceOn", s.id AS "balanceStatementId", l.id AS "lastStatementId", l.last_on::text AS "lastOn",
         l.imported_at AS "lastImportedAt",
         (SELECT count(*)::int FROM bank_statement c WHERE c.marketplace_id = $1 AND c.bank_account_id = a.id) AS statements
       FROM bank_account a
       LEFT JOIN LATERAL (SELECT id, last_on, imported_at FROM bank_statement b WHERE b.marketplace_id = $1
         AND b.bank_account_id = a.id ORDER BY last_on DESC NULLS LAST, imported_at DESC LIMIT 1) l ON true
       LEFT JOIN LATERAL (SELECT id, closing_minor, closing_on FROM bank_statement b WHERE b.marketplace_id = $1
         AND b.bank_account_id = a.id AND closing_minor IS NOT NULL
         ORDER BY closing_on DESC NULLS LAST, imported_at DESC LIMIT 1) s ON true
       WHERE a.marketplace_id = $1 ORDER BY a.created_at, a.id`,
      [marketplaceId],
    ),
  )
  return rows.map(({ nameEnc, legalEntityEnc, ...row }) => ({
    ...row,
    name: openText(marketplaceId, 'bank_account.name_enc', row.id, nameEnc),
    legalEntity: legalEntityEnc && openText(marketplaceId, 'bank_account.legal_entity_enc', row.id, legalEntityEnc),
  }))
}

export type StatementRow = {
  id: string
  bankAccountId: string
  fileName: string
  format: StatementFormat
  sequence: string | null
  page: string | null
  currency: string
  openingMinor: bigint | null
  closingMinor: bigint | null
  firstOn: CalendarDay | null
  lastOn: CalendarDay | null
  linesAdded: number
  linesKnown: number
  linesRefused: number
  status: 'whole' | 'partial'
  importedBy: string
  importedAt: Date
}
export type StatementFilter = { bankAccountId?: string; before?: { importedAt: Date; id: string }; limit?: number }

/** Statements, the last imported first; keyset by (importedAt, id). */
export async function listStatements(
  ctx: Ctx,
  { bankAccountId, before, limit = 50 }: StatementFilter = {},
): Promise<StatementRow[]> {
  const params: unknown[] = [ctx.actor.marketplaceId, Math.min(Math.max(Math.trunc(limit), 1), 200)]
  const clauses = ['marketplace_id = $1']
  if (bankAccountId) clauses.push(`bank_account_id = $${params.push(bankAccountId)}`)
  if (before)
    clauses.push(`(imported_at, id) < ($${params.push(before.importedAt)}::timestamptz, $${params.push(before.id)})`)
  return readStatements(ctx, `${clauses.join(' AND ')} ORDER BY imported_at DESC, id DESC LIMIT $2`, params)
}

export async function getStatement(ctx: Ctx, id: string): Promise<StatementRow | null> {
  const [row] = await readStatements(ctx, 'marketplace_id = $1 AND id = $2', [ctx.actor.marketplaceId, id])
  return row ?? null
}

async function readStatements(ctx: Ctx, where: string, params: readonly unknown[]): Promise<StatementRow[]> {
  const { marketplaceId } = ctx.actor
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Omit<StatementRow, 'fileName'> & { fileNameEnc: string }>(
      `SELECT id, bank_account_id AS "bankAccountId", file_name_enc AS "fileNameEnc", format, sequence, page, currency,
         opening_minor AS "openingMinor", closing_minor AS "closingMinor", first_on::text AS "firstOn",
         last_on::text AS "lastOn", lines_added AS "linesAdded", lines_known AS "linesKnown",
         lines_refused AS "linesRefused", status, imported_by AS "importedBy", imported_at AS "importedAt"
       FROM bank_statement WHERE ${where}`,
      params,
    ),
  )
  return rows.map(({ fileNameEnc, ...row }) => ({
    ...row,
    fileName: openText(marketplaceId, 'bank_statement.file_name_enc', row.id, fileNameEnc),
  }))
}

export type RefusedLineRow = { line: number; field: string | null; code: string; message: string; fix: string }

/** Why lines of a statement were not kept; at most a thousand of them are told. */
export async function listRefusedLines(ctx: Ctx, statementId: string): Promise<RefusedLineRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<RefusedLineRow>(
      `SELECT line, field, code, message, fix FROM bank_refused_line
       WHERE marketplace_id = $1 AND statement_id = $2 ORDER BY ordinal LIMIT 1000`,
      [ctx.actor.marketplaceId, statementId],
    ),
  )
}

export type MappingRow = { id: string; name: string; mapping: StatementMapping; savedBy: string; savedAt: Date }

/** Saved mappings by name. One that an older version saved and this one cannot read is left out. */
export async function listMappings(ctx: Ctx): Promise<MappingRow[]> {
  const { marketplaceId } = ctx.actor
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Omit<MappingRow, 'name' | 'mapping'> & { nameEnc: string; mapping: unknown }>(
      `SELECT id, name_enc AS "nameEnc", mapping, saved_by AS "savedBy", saved_at AS "savedAt" FROM bank_mapping
       WHERE marketplace_id = $1 ORDER BY id LIMIT 500`,
      [marketplaceId],
    ),
  )
  return rows
    .flatMap(({ nameEnc, mapping, ...row }) => {
      const parsed = statementMapping.safeParse(mapping)
      const name = openText(marketplaceId, 'bank_mapping.name_enc', row.id, nameEnc)
      return parsed.success ? [{ ...row, name, mapping: parsed.data }] : []
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

export async function getMapping(ctx: Ctx, id: string): Promise<MappingRow | null> {
  return (await listMappings(ctx)).find((row) => row.id === id) ?? null
}
