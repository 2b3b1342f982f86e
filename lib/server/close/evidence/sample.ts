import { samplePositions } from '@/lib/domain/close/sample'
import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'
import { canonicalJson, sha256 } from '../../digest/natural-id'
import { digestPostings, inMonth, placeParams } from '../period-sums'
import type { PeriodRow } from '../rows'
import { type PopulationRow, placeOf, populationColumns, populationOrder } from './population'

export type SampleAsk = { seed: bigint; size: number }
export const largestSample = 500

/**
 * The evidence of a drawn sample as one file: each posting with its transaction's other postings, what Stripe said, the
 * exceptions about it, and the rows of the audit chain that speak of those. The same seed draws the same rows.
 */
export async function sampleBundle(ctx: Ctx, period: PeriodRow, { seed, size }: SampleAsk): Promise<Buffer> {
  return inSql(ctx, async (sql) => {
    const { postings, digest } = await digestPostings(sql, placeOf(ctx, period))
    if (digest !== period.postingsDigest)
      throw new Error(`${period.month}: the postings are not those that were closed`)
    const positions = samplePositions(Number(postings), Math.min(size, largestSample), seed)
    const rows = await rowsAt(sql, ctx, period, positions)
    const items = []
    for (const row of rows) items.push(await evidenceOf(sql, ctx, row))
    const body = {
      scope: period.scope,
      month: period.month,
      revision: period.revision,
      zone: period.zone,
      basis: period.basis,
      population: postings,
      populationDigest: digest,
      auditHash: period.auditHash,
      seed,
      method: 'selection sampling over SplitMix64, positions counted from 0 in the order of the population file',
      positions,
      items,
    }
    return Buffer.from(`${canonicalJson({ ...body, bundleDigest: sha256(canonicalJson(body)) })}\n`)
  })
}

async function rowsAt(
  sql: Sql,
  ctx: Ctx,
  period: PeriodRow,
  positions: readonly number[],
): Promise<(PopulationRow & { position: bigint })[]> {
  return sql.rows(
    `SELECT * FROM (SELECT ${populationColumns}, row_number() OVER (ORDER BY ${populationOrder}) - 1 AS position
       FROM ledger_posting p WHERE ${inMonth}) numbered WHERE position = ANY($6::bigint[]) ORDER BY position`,
    [...placeParams(placeOf(ctx, period)), positions],
  )
}

async function evidenceOf(sql: Sql, ctx: Ctx, posting: PopulationRow & { position: bigint }) {
  const { marketplaceId } = ctx.actor
  const place = [marketplaceId, posting.moneyKey, posting.accountId, posting.transactionId]
  const transaction = await sql.rows(
    `SELECT id, type, reporting_category, balance_type, source_id, amount_minor, fee_minor, net_minor, currency, exchange_rate,
       created, available_on FROM balance_transaction
     WHERE marketplace_id = $1 AND money_key = $2 AND account_id = $3 AND id = $4`,
    place,
  )
  const postings = await sql.rows(
    `SELECT id, debit, credit, amount_minor, currency, occurred_at, posted_on::text, late FROM ledger_posting
     WHERE marketplace_id = $1 AND money_key = $2 AND account_id = $3 AND transaction_id = $4 ORDER BY id`,
    place,
  )
  const exceptions = await sql.rows<{ id: string }>(
    `SELECT id, number, kind, object_id, currency, amount_minor, direction, sentence, state, opened_at, closed_at, resolution
     FROM recon_exception WHERE marketplace_id = $1 AND object_id IN ($2, $3) ORDER BY number`,
    [marketplaceId, posting.transactionId, posting.moneyKey.slice(posting.moneyKey.indexOf(':') + 1)],
  )
  const audit = await sql.rows(
    `SELECT seq, at, actor_kind, actor_id, action, subject, hash FROM audit_entry
     WHERE marketplace_id = $1 AND subject = ANY($2) ORDER BY seq`,
    [marketplaceId, exceptions.map(({ id }) => id)],
  )
  return { posting, transaction: transaction[0] ?? null, postings, exceptions, audit }
}
