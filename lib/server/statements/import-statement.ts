import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { StatementEncoding } from '@/lib/domain/statements/encodings'
import type { StatementEvent, StatementFormat } from '@/lib/domain/statements/statement'
import { type StatementMapping, saysWhose } from '@/lib/domain/statements/statement-mapping'
import { detectFormat } from '@/lib/providers/bank/detect-format'
import { readStatements } from '@/lib/providers/bank/read-statements'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql, type Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'
import { type JudgedFile, judgeFile, type StatementDraft } from './judge-file'
import {
  type FileFacts,
  keepStatement,
  knownStatements,
  type LineCounts,
  otherFormats,
  statementIdOf,
} from './keep-statement'
import { type KnownAccount, knownAccounts } from './known-accounts'
import { walkLines } from './lines/walk-lines'
import { splitKnown, writeLines } from './lines/write-lines'
import type { ImportOutcome, StatementOutcome } from './outcome'
import type { SpooledFile } from './spool/spool-file'

export type StatementImport = {
  name: string
  file: SpooledFile
  /** Null: told by the file's first bytes. */
  format: StatementFormat | null
  encoding: StatementEncoding | null
  /** Null: each statement finds its own by number and currency. CSV needs one. */
  bankAccountId: string | null
  mapping: { id: string | null; mapping: StatementMapping } | null
  /** Keep the good lines of a file that also has bad ones. What breaks a file as a whole is refused all the same. */
  keepGoodLines: boolean
  dryRun: boolean
}
export type ImportRefusal =
  | 'not_permitted'
  | 'unknown_bank_account'
  | 'bank_account_needed'
  | 'mapping_needed'
  | 'words_needed'

/**
 * Reads a bank's file, holds the laws over it, and writes what is new of it in one transaction: the file a second time adds
 * nothing, and so does a statement that overlaps another. A dry run answers the same and writes nothing.
 */
export async function importStatement(ctx: Ctx, input: StatementImport): Promise<Result<ImportOutcome, ImportRefusal>> {
  if (!can(ctx.actor, 'bank.import')) return refuse('not_permitted')
  const accounts = await knownAccounts(ctx)
  const chosen = accounts.find((account) => account.id === input.bankAccountId) ?? null
  if (input.bankAccountId !== null && !chosen) return refuse('unknown_bank_account')
  const reading = readingOf(input, chosen)
  if (!reading.ok) return reading
  const { format, read } = reading.value
  const judged = await judgeFile(ctx, read(), accounts, chosen)
  const isFit = !judged.breaks && (judged.refused === 0 || (judged.lines > 0 && (input.keepGoodLines || input.dryRun)))
  if (!isFit) return ok(outcomeOf(format, judged, [], false))
  const file = { name: input.name, digest: input.file.digest, format, mappingId: input.mapping?.id ?? null }
  const work = async (sql: Sql) => {
    const others = await otherFormats(sql, ctx, judged.drafts, format)
    const taken = await takeStatements(sql, ctx, read(), judged, input.dryRun ? null : file)
    return taken.map((one, at) => ({ ...one, otherFormat: one.added > 0 ? (others[at] ?? null) : null }))
  }
  const statements = await (input.dryRun ? inSql(ctx, work) : commit(ctx, work))
  return ok(
    outcomeOf(
      format,
      judged,
      statements,
      statements.some(({ state }) => state === 'added'),
    ),
  )
}

type Reading = { format: StatementFormat; read: () => AsyncIterable<StatementEvent> }

function readingOf(
  { file, mapping, ...input }: StatementImport,
  chosen: KnownAccount | null,
): Result<Reading, ImportRefusal> {
  const format = input.format ?? detectFormat(file.head)
  const { encoding } = input
  if (format !== 'csv') return ok({ format, read: () => readStatements(file.read(), { format, encoding }) })
  if (!mapping) return refuse('mapping_needed')
  if (!chosen) return refuse('bank_account_needed')
  if (chosen.isHeldAgainst && !saysWhose(mapping.mapping)) return refuse('words_needed')
  const how = {
    format,
    encoding: encoding ?? mapping.mapping.encoding,
    mapping: mapping.mapping,
    currency: chosen.currency,
  }
  return ok({ format, read: () => readStatements(file.read(), how) })
}

/** `file` null: nothing is written, only told. */
async function takeStatements(
  sql: Sql,
  ctx: Ctx,
  events: AsyncIterable<StatementEvent>,
  { drafts, refused }: JudgedFile,
  file: FileFacts | null,
): Promise<StatementOutcome[]> {
  if (file) await lockAccounts(sql, ctx, drafts)
  const standing = await knownStatements(sql, ctx, drafts)
  const isKnown = (draft: StatementDraft) => standing.has(draft.contentHash)
  const outcomes = new Map(drafts.filter(isKnown).map((draft) => [draft, statementOutcome(ctx, draft, 'known_before')]))
  let counts: LineCounts = { added: 0, known: 0 }
  await walkLines(sql, ctx, events, drafts, isKnown, {
    take: async (draft, rows) => {
      const split = await splitKnown(sql, ctx, rows)
      counts = { added: counts.added + split.fresh.length, known: counts.known + split.known.length }
      if (file) await writeLines(sql, ctx, draft.account.id, statementIdOf(ctx.actor.marketplaceId, draft), split)
    },
    end: async (draft) => {
      if (file && !standing.has(draft.contentHash)) await keepStatement(sql, ctx, file, draft, counts)
      standing.add(draft.contentHash)
      outcomes.set(draft, statementOutcome(ctx, draft, file ? 'added' : 'not_written', counts))
      counts = { added: 0, known: 0 }
    },
  })
  const statements = drafts.flatMap((draft) => outcomes.get(draft) ?? statementOutcome(ctx, draft, 'known_before'))
  if (file && statements.some(({ state }) => state === 'added')) {
    await enqueue(sql, 'reconcile', { marketplaceId: ctx.actor.marketplaceId })
    await audit(sql, ctx, file, statements, refused)
  }
  return statements
}

/** Two files of one account wait for each other, always in the same order: what is new is decided by one at a time. */
async function lockAccounts(sql: Sql, ctx: Ctx, drafts: readonly StatementDraft[]): Promise<void> {
  for (const id of [...new Set(drafts.map((draft) => draft.account.id))].sort()) {
    await sql.rows(
      `SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('bank:' || $1 || $2, 0))) l`,
      [ctx.actor.marketplaceId, id],
    )
  }
}

async function audit(
  sql: Sql,
  ctx: Ctx,
  file: FileFacts,
  statements: readonly StatementOutcome[],
  refused: number,
): Promise<void> {
  const { digest, format, mappingId } = file
  const written = statements.map(({ statementId, bankAccountId, state, added, known }) => ({
    statementId,
    bankAccountId,
    state,
    added,
    known,
  }))
  const subject = naturalId('bkf', ctx.actor.marketplaceId, digest)
  await recordAudit(sql, ctx, 'bank.import', subject, {
    digest,
    format,
    mappingId,
    refused,
    statements: written.slice(0, 100),
  })
}

function statementOutcome(
  ctx: Ctx,
  draft: StatementDraft,
  state: StatementOutcome['state'],
  counts: LineCounts = { added: 0, known: draft.checked.lines },
): StatementOutcome {
  const { account, checked, refused } = draft
  const { head, openingMinor, closingMinor, firstOn, lastOn } = checked
  return {
    statementId: state === 'not_written' ? null : statementIdOf(ctx.actor.marketplaceId, draft),
    bankAccountId: account.id,
    state,
    sequence: head.sequence,
    page: head.page,
    currency: account.currency,
    openingMinor: openingMinor === null ? null : String(openingMinor),
    closingMinor: closingMinor === null ? null : String(closingMinor),
    firstOn,
    lastOn,
    ...counts,
    refused,
    otherFormat: null,
  }
}

function outcomeOf(
  format: StatementFormat,
  judged: JudgedFile,
  statements: StatementOutcome[],
  written: boolean,
): ImportOutcome {
  const { lines, refused, troubles } = judged
  return { format, written, statements, lines, refused, troubles }
}
