import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import { invitationDays, isAddress } from '@/lib/domain/access/invitation'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { blindIndex, seal } from '../../crypto/seal'
import { commit } from '../../db/commit'
import { naturalId } from '../../digest/natural-id'
import { peopleScope } from '../create-marketplace'

export type InviteRefusal = 'not_permitted' | 'no_address' | 'works_here'

/**
 * Invites an address to a role, and answers the secret of the link, which is told this once. An open invitation of the
 * same address is withdrawn by the new one, so that one link at most leads in.
 */
export async function invite(
  ctx: Ctx,
  { email, role }: { email: string; role: Role },
): Promise<Result<{ id: string; secret: string }, InviteRefusal>> {
  if (!can(ctx.actor, 'member.manage')) return refuse('not_permitted')
  const address = email.trim().toLowerCase()
  if (!isAddress(address)) return refuse('no_address')
  const { marketplaceId, id: invitedBy } = ctx.actor
  const emailHash = blindIndex(peopleScope, address)
  const secret = randomBytes(24).toString('base64url')
  const tokenHash = hashInvitation(secret)
  const id = naturalId('inv', tokenHash)
  return commit(ctx, async (sql) => {
    const userId = naturalId('usr', emailHash)
    const known = await sql.rows('SELECT 1 FROM membership WHERE marketplace_id = $1 AND user_id = $2', [
      marketplaceId,
      userId,
    ])
    if (known.length > 0) return refuse('works_here')
    await sql.run(
      `UPDATE invitation SET withdrawn_at = $3 WHERE marketplace_id = $1 AND email_hash = $2 AND accepted_at IS NULL
         AND withdrawn_at IS NULL`,
      [marketplaceId, emailHash, ctx.now],
    )
    await sql.run(
      `INSERT INTO invitation (marketplace_id, id, token_hash, email_hash, email_enc, role, invited_by, invited_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        marketplaceId,
        id,
        tokenHash,
        emailHash,
        seal(emailPlace(marketplaceId, id), address),
        role,
        invitedBy,
        ctx.now,
        new Date(ctx.now.getTime() + invitationDays * 86_400_000),
      ],
    )
    await recordAudit(sql, ctx, 'member.invite', userId, { invitation: id, role })
    return ok({ id, secret })
  })
}

/** 192 random bits need no slow hash. */
export function hashInvitation(secret: string): string {
  return createHash('sha256').update(`invitation\n${secret}`).digest('base64url')
}

export function emailPlace(marketplaceId: string, id: string) {
  return { marketplaceId, table: 'invitation', column: 'email_enc', row: id }
}

/** Closes the way in; one that was gone through stays gone through. */
export async function withdrawInvitation(
  ctx: Ctx,
  { id }: { id: string },
): Promise<Result<void, 'not_permitted' | 'not_found'>> {
  if (!can(ctx.actor, 'member.manage')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    const withdrawn = await sql.run(
      `UPDATE invitation SET withdrawn_at = $3
       WHERE marketplace_id = $1 AND id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL`,
      [ctx.actor.marketplaceId, id, ctx.now],
    )
    if (withdrawn === 0) return refuse('not_found')
    await recordAudit(sql, ctx, 'member.invite.withdraw', id, {})
    return ok()
  })
}
