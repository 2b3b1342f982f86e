import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { can, type Permission } from '@/lib/domain/access/can'
import { now } from '../clock'
import { db } from '../db/client'
import { sessionClaims } from './next-auth'
import { sessionActor, type UserActor, type UserCtx } from './session-actor'
import { signInAddress } from './sign-in-address'

const currentActor = cache(async () => {
  const claims = await sessionClaims()
  const actor = claims && (await sessionActor(db(), claims))
  return actor && { actor, sessionId: claims.sessionId }
})

/** The door of pages and actions: anonymous → sign-in, not permitted → 403. A layout is not a gate: call it in each. */
export async function requireActor(permission: Permission = 'console.read'): Promise<UserCtx> {
  const current = await currentActor()
  if (!current) redirect(await signInAddress())
  if (!can(current.actor, permission)) forbidden()
  return { ...current, now: now(), db: db() }
}

/** For pages that look different when nobody is signed in. */
export async function currentSession(): Promise<UserActor | undefined> {
  return (await currentActor())?.actor
}
