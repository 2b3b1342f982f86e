import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import type { ExceptionAudit } from '../exception-detail'

export type ChangesSince = {
  state: string
  amountMinor: bigint
  currency: string
  assigneeId: string | null
  /** The acts that moved it on from the version that was seen, the newest first; a run that changed it leaves none. */
  acts: Pick<ExceptionAudit, 'at' | 'actorKind' | 'actorId' | 'action' | 'detail'>[]
}

const listed = 5
/** What is said beside an exception moves nothing about it. */
const standsStill = ['exception.comment', 'exception.tag', 'exception.untag', 'exception.attach', 'exception.detach']

/** What became of an exception since somebody saw it at `version`; null where it is still that one, or is not here. */
export async function changesSince(ctx: Ctx, id: string, version: number): Promise<ChangesSince | null> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const [row] = await sql.rows<Omit<ChangesSince, 'acts'> & { version: number }>(
      `SELECT state, amount_minor AS "amountMinor", currency, assignee_id AS "assigneeId", version FROM recon_exception
       WHERE marketplace_id = $1 AND id = $2`,
      [marketplaceId, id],
    )
    if (!row || row.version <= version) return null
    const acts = await sql.rows<ChangesSince['acts'][number]>(
      `SELECT at, actor_kind AS "actorKind", actor_id AS "actorId", action, detail FROM audit_entry
       WHERE marketplace_id = $1 AND subject = $2 AND NOT action = ANY ($3) ORDER BY seq DESC LIMIT $4`,
      [marketplaceId, id, standsStill, Math.min(row.version - version, listed)],
    )
    const { version: _, ...facts } = row
    return { ...facts, acts }
  })
}
