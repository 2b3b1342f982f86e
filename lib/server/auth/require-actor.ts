import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Role } from '@/lib/domain/access/actor'
import { can, type Permission } from '@/lib/domain/access/can'
import { now } from '../clock'
import type { Ctx } from '../context'
import { db } from '../db/client'
import { type SessionClaims, sessionClaims } from './next-auth'
import { memberships } from './sign-in'

/** The signed cookie against the database of this moment: a changed role or a revoked session counts at once. */
const currentActor = cache(async () => {
  const claims = await sessionClaims()
  return claims && actorFrom(claims)
})

export async function actorFrom(claims: SessionClaims) {
  const membership = (await memberships(db(), claims.userId)).find((row) => row.marketplace_id === claims.marketplaceId)
  if (!membership || membership.session_version !== claims.sessionVersion) return undefined
  return {
    kind: 'user' as const,
    id: claims.userId,
    marketplaceId: claims.marketplaceId,
    role: membership.role as Role,
  }
}

/** The door of pages and actions: anonymous → sign-in, not permitted → 403. A layout is not a gate: call it in each. */
export async function requireActor(
  permission: Permission = 'console.read',
): Promise<Ctx & { actor: { kind: 'user'; role: Role } }> {
  const actor = await currentActor()
  if (!actor) redirect('/sign-in')
  if (!can(actor, permission)) forbidden()
  return { actor, now: now(), db: db() }
}

/** For pages that look different when nobody is signed in. */
export async function currentSession() {
  return currentActor()
}
