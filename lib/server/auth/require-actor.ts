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
  return claims && sessionActor(db(), claims)
})

/** The door of pages and actions: anonymous → sign-in, not permitted → 403. A layout is not a gate: call it in each. */
export async function requireActor(permission: Permission = 'console.read'): Promise<UserCtx> {
  const actor = await currentActor()
  if (!actor) redirect(await signInAddress())
  if (!can(actor, permission)) forbidden()
  return { actor, now: now(), db: db() }
}

/** For pages that look different when nobody is signed in. */
export async function currentSession(): Promise<UserActor | undefined> {
  return currentActor()
}
