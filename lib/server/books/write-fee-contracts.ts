import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { FeeContractInput } from '@/lib/domain/books/fee-contract-input'
import type { GoodLine, ParsedLines } from '@/lib/domain/books/line-error'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { canonicalJson, sha256 } from '../digest/natural-id'
import { askAgain } from '../fees/ask-again'
import { conflict } from './claim-references'
import { maxErrors, rejectedLines, type WriteOptions, type WriteOutcome } from './outcome'
import { nothingWritten } from './write-book-entries'

type Line = GoodLine<FeeContractInput>
type Stored = {
  reference: string
  seller: string
  validFrom: Date
  tier: string
  refundPolicy: string
  disputePolicy: string | null
  bands: unknown
}

/** Contracts come in like entries: once for ever by their reference, all or nothing unless `partial`. */
export async function writeFeeContracts(
  ctx: Ctx,
  lines: ParsedLines<FeeContractInput>,
  { partial }: WriteOptions,
): Promise<Result<WriteOutcome, 'not_permitted'>> {
  if (!can(ctx.actor, 'books.write')) return refuse('not_permitted')
  if (lines.errors.length > 0 && !partial) return ok(nothingWritten(lines.good.length, lines.errors))
  const outcome = await commit(ctx, async (sql) => {
    await sql.run('SAVEPOINT before_contracts')
    const fresh = await insertContracts(sql, ctx.actor.marketplaceId, lines.good)
    const conflicts = await conflictsAmong(sql, ctx.actor.marketplaceId, lines.good)
    const errors = [...lines.errors, ...conflicts].sort((a, b) => a.line - b.line)
    if (conflicts.length > 0 && !partial) {
      await sql.run('ROLLBACK TO SAVEPOINT before_contracts')
      return nothingWritten(lines.good.length - conflicts.length, errors)
    }
    const counts = {
      accepted: fresh.size,
      known: lines.good.length - conflicts.length - fresh.size,
      rejected: rejectedLines(errors),
      withheld: 0,
    }
    if (fresh.size > 0) await askAgain(sql, ctx, [...fresh])
    const digest = sha256(canonicalJson([...fresh].sort()))
    await recordAudit(sql, ctx, 'contracts.write', 'fee-contracts', { ...counts, digest })
    return { ...counts, errors: errors.slice(0, maxErrors) }
  })
  return ok(outcome)
}

async function insertContracts(sql: Sql, marketplaceId: string, lines: Line[]): Promise<Set<string>> {
  const first = new Map<string, FeeContractInput>()
  for (const { value } of lines) if (!first.has(value.reference)) first.set(value.reference, value)
  const rows = await sql.rows<{ reference: string }>(
    `INSERT INTO fee_contract (marketplace_id, reference, seller_id, tier, valid_from, refund_policy, dispute_policy, bands)
     SELECT $1, reference, seller, tier, "validFrom", "refundPolicy", "disputePolicy", bands
     FROM jsonb_to_recordset($2::jsonb) AS x(reference text, seller text, tier text, "validFrom" timestamptz,
       "refundPolicy" text, "disputePolicy" text, bands jsonb) ORDER BY reference
     ON CONFLICT DO NOTHING RETURNING reference`,
    [marketplaceId, JSON.stringify([...first.values()].map((c) => ({ ...c, validFrom: new Date(c.validFrom) })))],
  )
  return new Set(rows.map((row) => row.reference))
}

async function conflictsAmong(sql: Sql, marketplaceId: string, lines: Line[]) {
  const rows = await sql.rows<Stored>(
    `SELECT reference, seller_id AS seller, valid_from AS "validFrom", tier, refund_policy AS "refundPolicy",
       dispute_policy AS "disputePolicy", bands
     FROM fee_contract WHERE marketplace_id = $1 AND reference = ANY($2)`,
    [marketplaceId, lines.map(({ value }) => value.reference)],
  )
  const standing = new Map(
    rows.map((row) => [row.reference, canonicalJson({ ...row, disputePolicy: row.disputePolicy ?? undefined })]),
  )
  return lines
    .filter(
      ({ value }) =>
        standing.get(value.reference) !== canonicalJson({ ...value, validFrom: new Date(value.validFrom) }),
    )
    .map(({ line, value }) => conflict({ line, reference: value.reference }))
}
