import type { Role } from '@/lib/domain/access/actor'
import { type GroupRule, isOwnAddress, type OidcRefusal, rolesOf } from '@/lib/domain/access/oidc-roles'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { addMember, peopleScope } from '../../access/create-marketplace'
import { memberships } from '../../access/memberships'
import { recordAudit } from '../../audit/record-audit'
import { now, wallClock } from '../../clock'
import { type Ctx, type Db, jobCtx } from '../../context'
import { blindIndex } from '../../crypto/seal'
import { askDoor, inSql } from '../../db/transaction'
import { naturalId } from '../../digest/natural-id'
import type { SessionClaims } from '../session-actor'
import { beginSession } from '../session-rows'

/** What the provider says of whoever came in; its signature, audience, nonce and time were looked at before. */
export type OidcClaims = {
  issuer: string
  subject: string
  email: string | null
  emailVerified: boolean
  name: string | null
  groups: readonly string[]
}
export type OidcPolicy = { rules: readonly GroupRule[]; domains: readonly string[] }

/**
 * Lets a person in whom the provider knows. By issuer and subject; the first time by an address that the provider has
 * verified and whose domain is the house's own. In every marketplace that the rules speak of the role is what the groups
 * say at this sign-in, and where they say nothing the membership ends; other marketplaces are left alone.
 */
export async function enterByOidc(
  db: Db,
  claims: OidcClaims,
  { rules, domains }: OidcPolicy,
  device: string | undefined,
  wall = wallClock(),
): Promise<Result<SessionClaims, OidcRefusal>> {
  const { email } = claims
  if (email === null || !claims.emailVerified) return refuse('no_address')
  if (!isOwnAddress(email, domains)) return refuse('foreign_address')
  const wanted = rolesOf(claims.groups, rules)
  const identity = blindIndex('*oidc', `${claims.issuer}\n${claims.subject}`)
  const [linked] = await askDoor<{ user_id: string }>(db, 'SELECT user_id FROM door_oidc_user($1)', [identity])
  const userId = linked?.user_id ?? naturalId('usr', blindIndex(peopleScope, email))
  if (!(await asks(db, 'SELECT door_oidc_free($1, $2) AS answer', [identity, userId]))) return refuse('other_subject')
  const person = { userId, email, name: claims.name?.trim() || email }
  for (const [marketplaceId, role] of wanted) await follow(db, marketplaceId, person, role)
  const [place] = await memberships(db, userId)
  if (!place) return refuse('no_group')
  // Last, for a person is made with the first membership; of two at once one is linked.
  if (!(await asks(db, 'SELECT door_oidc_link($1, $2, $3) AS answer', [identity, userId, wall])))
    return refuse('other_subject')
  const { marketplaceId, role, sessionVersion } = place
  const ctx: Ctx = { actor: { kind: 'user', id: userId, marketplaceId, role }, now: now(), db }
  const sessionId = await inSql(ctx, async (sql) => {
    await recordAudit(sql, ctx, 'session.start', userId, { by: 'oidc' })
    return beginSession(sql, { userId, marketplaceId, device }, wall)
  })
  return ok({ userId, marketplaceId, sessionVersion, sessionId })
}

async function asks(db: Db, text: string, params: unknown[]): Promise<boolean> {
  const [row] = await askDoor<{ answer: boolean }>(db, text, params)
  return row?.answer === true
}

type Comer = { userId: string; email: string; name: string }

/** Makes a membership what the groups say. A changed or lost role ends the sessions of before: the database sees to it. */
async function follow(db: Db, marketplaceId: string, { userId, email, name }: Comer, role: Role | null): Promise<void> {
  const ctx = jobCtx(db, marketplaceId, 'oidc')
  const isNew = await inSql(ctx, async (sql) => {
    const [held] = await sql.rows<{ role: Role }>(
      'SELECT role FROM membership WHERE marketplace_id = $1 AND user_id = $2 FOR UPDATE',
      [marketplaceId, userId],
    )
    if (!held)
      return role !== null && (await sql.rows('SELECT FROM marketplace WHERE id = $1', [marketplaceId])).length > 0
    if (role === null) {
      await sql.run('DELETE FROM membership WHERE marketplace_id = $1 AND user_id = $2', [marketplaceId, userId])
      await recordAudit(sql, ctx, 'member.remove', userId, { role: held.role, by: 'oidc' })
    } else if (held.role !== role) {
      await sql.run('UPDATE membership SET role = $3 WHERE marketplace_id = $1 AND user_id = $2', [
        marketplaceId,
        userId,
        role,
      ])
      await recordAudit(sql, ctx, 'member.role', userId, { from: held.role, to: role, by: 'oidc' })
    }
    return false
  })
  if (isNew && role !== null) await addMember(db, marketplaceId, { email, name, role })
}
