import { can } from '@/lib/domain/access/can'
import { type Result, refuse } from '@/lib/domain/base/result'
import { type RequestRefusal, requestApproval } from '../../approvals/request-approval'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import type { PolicyRow } from './policy-rows'
import { activePolicy, lockPolicy } from './queries'

export const activateAction = 'matching.activate'

export type AskRefusal = RequestRefusal | 'not_found' | 'not_a_draft' | 'not_tried' | 'tried_against_another'

/** Asks for the second person, for exactly this policy after exactly this dry run. */
export async function requestActivation(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<string, AskRefusal>> {
  if (!can(ctx.actor, 'matching.draft')) return refuse('not_permitted')
  const [draft, active] = await inSql(ctx, async (sql) => [
    await lockPolicy(sql, ctx, id),
    await activePolicy(sql, ctx),
  ])
  if (!draft) return refuse('not_found')
  if (draft.state !== 'draft') return refuse('not_a_draft')
  if (draft.tried === null) return refuse('not_tried')
  if (draft.tried.against.digest !== active.digest) return refuse('tried_against_another')
  return requestApproval(ctx, { action: activateAction, subject: id, payload: activationPayload(draft), reason })
}

/** Another text or another dry run is another act, and needs another yes. */
export function activationPayload({ version, digest, triedDigest }: PolicyRow) {
  return { version, digest, triedDigest }
}
