import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { PolicyFault } from '@/lib/domain/matching/check-policy'
import { policyToJson } from '@/lib/domain/matching/policy-input'
import { readPolicy } from '@/lib/domain/matching/read-policy'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { naturalId, sha256 } from '../../digest/natural-id'
import { lockMatching } from './queries'

export type Drafted = { kind: 'kept'; id: string; version: number } | { kind: 'faulty'; faults: readonly PolicyFault[] }

/** Keeps a policy as the next version; one with a fault is not kept, and every fault is said. */
export async function draftPolicy(ctx: Ctx, text: string): Promise<Result<Drafted, 'not_permitted'>> {
  if (!can(ctx.actor, 'matching.draft')) return refuse('not_permitted')
  const reading = readPolicy(text)
  if (reading.policy === null) return ok({ kind: 'faulty', faults: reading.faults })
  const policy = policyToJson(reading.policy)
  const digest = sha256(policy)
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql) => {
    // Two who draft at once get two numbers; the same draft sent twice is one.
    await lockMatching(sql, ctx)
    const [same] = await sql.rows<{ id: string; version: number }>(
      `SELECT id, version FROM matching_policy WHERE marketplace_id = $1 AND digest = $2 AND state = 'draft' AND drafted_by = $3`,
      [marketplaceId, digest, ctx.actor.id],
    )
    if (same) return ok({ kind: 'kept' as const, ...same })
    const [last] = await sql.rows<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM matching_policy WHERE marketplace_id = $1',
      [marketplaceId],
    )
    const version = (last?.version ?? 0) + 1
    const id = naturalId('mpo', marketplaceId, String(version))
    await sql.run(
      `INSERT INTO matching_policy (marketplace_id, id, version, policy, digest, state, drafted_by, drafted_at)
       VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7)`,
      [marketplaceId, id, version, policy, digest, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, 'matching.draft', id, { version, digest })
    return ok({ kind: 'kept' as const, id, version })
  })
}
