import type { Actor } from '@/lib/domain/access/actor'
import { memberships } from '../access/memberships'
import type { Ctx, Db } from '../context'

/** What the signed cookie says. It is worth nothing until it is held against the database. */
export type SessionClaims = { userId: string; marketplaceId: string; sessionVersion: number }
export type UserActor = Extract<Actor, { kind: 'user' }>
export type UserCtx = Ctx & { actor: UserActor }

/** The signed cookie against the database of this moment: a changed role, a lost membership, a sign-out count at once. */
export async function sessionActor(db: Db, claims: SessionClaims): Promise<UserActor | undefined> {
  const { userId, marketplaceId, sessionVersion } = claims
  const membership = (await memberships(db, userId)).find((item) => item.marketplaceId === marketplaceId)
  if (!membership || membership.sessionVersion !== sessionVersion) return undefined
  return { kind: 'user', id: userId, marketplaceId, role: membership.role }
}
