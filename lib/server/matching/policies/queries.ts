import { assert } from '@/lib/domain/base/assert'
import { defaultPolicy } from '@/lib/domain/matching/default-policy'
import type { MatchingPolicy } from '@/lib/domain/matching/policy'
import { policyToJson } from '@/lib/domain/matching/policy-input'
import { readPolicy } from '@/lib/domain/matching/read-policy'
import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'
import { sha256 } from '../../digest/natural-id'
import { type PolicyRow, policyColumns } from './policy-rows'

/** The policy by which proposals are made. Version 0 is the shipped one. */
export type ActivePolicy = { version: number; digest: string; policy: MatchingPolicy; row: PolicyRow | null }

const shippedText = policyToJson(defaultPolicy)
const shipped: ActivePolicy = { version: 0, digest: sha256(shippedText), policy: defaultPolicy, row: null }

export function getActivePolicy(ctx: Ctx): Promise<ActivePolicy> {
  return inSql(ctx, (sql) => activePolicy(sql, ctx))
}

/** The shipped policy, until another one is activated and after it is retired. */
export async function activePolicy(sql: Sql, ctx: Ctx): Promise<ActivePolicy> {
  const [row] = await sql.rows<PolicyRow>(
    `SELECT ${policyColumns} FROM matching_policy WHERE marketplace_id = $1 AND state = 'active'`,
    [ctx.actor.marketplaceId],
  )
  return row ? { version: row.version, digest: row.digest, policy: policyOf(row), row } : shipped
}

/** What was drafted was read whole; a row that cannot be read any more was not written by this product. */
export function policyOf({ policy, version }: Pick<PolicyRow, 'policy' | 'version'>): MatchingPolicy {
  const reading = readPolicy(policy)
  assert(reading.policy !== null, `matching policy ${version} cannot be read`)
  return reading.policy
}

/** Takes the row and holds it to the end of the transaction. */
export async function lockPolicy(sql: Sql, ctx: Ctx, id: string): Promise<PolicyRow | undefined> {
  const [row] = await sql.rows<PolicyRow>(
    `SELECT ${policyColumns} FROM matching_policy WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`,
    [ctx.actor.marketplaceId, id],
  )
  return row
}

/** One writer of numbers or proposals of a marketplace at a time, until commit. */
export async function lockMatching(sql: Sql, ctx: Ctx): Promise<void> {
  await sql.rows(
    `SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('matching:' || $1, 0))) lock`,
    [ctx.actor.marketplaceId],
  )
}

export function listPolicies(ctx: Ctx): Promise<PolicyRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<PolicyRow>(
      `SELECT ${policyColumns} FROM matching_policy WHERE marketplace_id = $1 ORDER BY version DESC LIMIT 50`,
      [ctx.actor.marketplaceId],
    ),
  )
}

export type AskedActivation = {
  id: string
  subject: string
  payloadHash: string
  action: 'matching.activate' | 'matching.retire'
  requestedBy: string
  expiresAt: Date
  state: 'pending' | 'approved'
}

/** Activations and retirements that wait for a second person, or have been allowed and not been done yet. */
export function listAskedActivations(ctx: Ctx): Promise<AskedActivation[]> {
  return inSql(ctx, (sql) =>
    sql.rows<AskedActivation>(
      `SELECT id, subject, action, payload_hash AS "payloadHash", requested_by AS "requestedBy", expires_at AS "expiresAt", state
       FROM approval WHERE marketplace_id = $1 AND action IN ('matching.activate', 'matching.retire') AND state IN ('pending', 'approved')
         AND used_for IS NULL AND expires_at > $2 ORDER BY requested_at DESC, id LIMIT 50`,
      [ctx.actor.marketplaceId, ctx.now],
    ),
  )
}
