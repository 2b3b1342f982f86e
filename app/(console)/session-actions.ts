'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { type FormState, refused } from '@/components/form/form-state'
import { writeSession } from '@/lib/server/auth/next-auth'
import { type SwitchRefusal, switchMarketplace } from '@/lib/server/auth/switch-marketplace'
import { asActor, unreadable } from './act'

const Place = z.string({ error: 'Choose a marketplace.' }).min(1).max(100)
const switchWords: Record<SwitchRefusal, string> = {
  not_a_member: 'You do not work in this marketplace, or no longer.',
  already_there: 'This is the marketplace you are in.',
  signed_out: 'This session was ended elsewhere. Sign in again.',
}

/** Another marketplace, another session: everything on the page belongs to the one before. */
export async function switchTo(asked: unknown): Promise<FormState> {
  return asActor(async (ctx) => {
    const place = Place.safeParse(asked)
    if (!place.success) return refused(unreadable(place.error))
    const result = await switchMarketplace(ctx, place.data)
    if (!result.ok) return refused(switchWords[result.reason])
    await writeSession(result.value)
    revalidatePath('/', 'layout')
    redirect('/overview')
  })
}
