import type { Role } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import { type InvitationState, stateOf } from '@/lib/domain/access/invitation'
import type { Ctx, Db } from '../../context'
import { open } from '../../crypto/seal'
import { askDoor, inSql } from '../../db/transaction'
import { emailPlace, hashInvitation } from './invite'

export type InvitationRow = { id: string; email: string; role: Role; invitedBy: string; expiresAt: Date }

/** Ways in that are still open, the newest first; only who manages people sees addresses of those who are none yet. */
export async function listInvitations(ctx: Ctx): Promise<InvitationRow[]> {
  if (!can(ctx.actor, 'member.manage')) return []
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Omit<InvitationRow, 'email'> & { sealed: string }>(
      `SELECT id, email_enc AS sealed, role, invited_by AS "invitedBy", expires_at AS "expiresAt" FROM invitation
       WHERE marketplace_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2
       ORDER BY invited_at DESC, id LIMIT 100`,
      [ctx.actor.marketplaceId, ctx.now],
    ),
  )
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    email: open(emailPlace(ctx.actor.marketplaceId, row.id), sealed),
  }))
}

export type SeenInvitation = {
  marketplaceId: string
  marketplaceName: string
  id: string
  email: string
  emailHash: string
  role: Role
  state: InvitationState
  /** The address belongs to somebody already, who has to prove it: a link that an administrator holds proves nothing. */
  isKnown: boolean
}

/** What the link in somebody's hand leads to; null where it leads nowhere. Asked before any tenant is known. */
export async function seeInvitation(db: Db, secret: string, now: Date): Promise<SeenInvitation | null> {
  if (secret.length > 100) return null
  const [row] = await askDoor<{
    marketplace_id: string
    marketplace_name: string
    id: string
    email_hash: string
    email_enc: string
    role: Role
    expires_at: Date
    accepted_at: Date | null
    withdrawn_at: Date | null
  }>(db, 'SELECT * FROM door_invitation($1)', [hashInvitation(secret)])
  if (!row) return null
  const [known] = await askDoor<{ password_hash: string | null }>(db, 'SELECT password_hash FROM door_user($1)', [
    row.email_hash,
  ])
  const ends = { expiresAt: row.expires_at, acceptedAt: row.accepted_at, withdrawnAt: row.withdrawn_at }
  return {
    marketplaceId: row.marketplace_id,
    marketplaceName: row.marketplace_name,
    id: row.id,
    email: open(emailPlace(row.marketplace_id, row.id), row.email_enc),
    emailHash: row.email_hash,
    role: row.role,
    state: stateOf(ends, now),
    isKnown: known !== undefined,
  }
}
