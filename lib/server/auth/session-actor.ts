import type { Actor } from '@/lib/domain/access/actor'
import { memberships } from '../access/memberships'
import type { Ctx, Db } from '../context'
import { isAlive } from './session-rows'

/** What the signed cookie says. It is worth nothing until it is held against the database. */
export type SessionClaims = { userId: string; marketplaceId: string; sessionVersion: number; sessionId: string }
export type UserActor = Extract<Actor, { kind: 'user' }>
export type UserCtx = Ctx & { actor: UserActor }

/** The signed cookie against the database of this moment: a changed role, a lost membership, a sign-out count at once. */
export async function sessionActor(db: Db, claims: SessionClaims): Promise<UserActor | undefined> {
  const { userId, marketplaceId, sessionVersion, sessionId } = claims
  const [alive, places] = await Promise.all([isAlive(db, sessionId, userId), memberships(db, userId)])
  const membership = places.find((item) => item.marketplaceId === marketplaceId)
  if (!alive || !membership || membership.sessionVersion !== sessionVersion) return undefined
  return { kind: 'user', id: userId, marketplaceId, role: membership.role }
}
