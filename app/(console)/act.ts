import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { done, elsewhere, type FormState, refused, signedOut } from '@/components/form/form-state'
import type { UndoOffer } from '@/components/overlay/undo-offer'
import type { Result } from '@/lib/domain/base/result'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import type { Ctx } from '@/lib/server/context'

type Act<T, R extends string, V> = {
  reads: z.ZodType<T>
  command(ctx: Ctx, input: T): Promise<Result<V, R>>
  refuses: Record<R, string>
  /** More about a refusal than its reason: what somebody else did meanwhile. */
  explains?(ctx: Ctx, input: T, reason: R): Promise<string | null>
  says(input: T, value: V): string
  /** How it is taken back, where it can be. */
  undo?(input: T, value: V): UndoOffer | undefined
  /** Whose pages show it. */
  shownAt: string
}

/** From a form to its answer: read it, ask the command, say what became of it in words. */
export async function answer<T, R extends string, V>(given: unknown, act: Act<T, R, V>): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = act.reads.safeParse(given)
    if (!input.success) return refused(unreadable(input.error))
    const result = await act.command(ctx, input.data)
    revalidatePath(act.shownAt, 'layout')
    if (result.ok) return done(act.says(input.data, result.value), act.undo?.(input.data, result.value))
    const more = await act.explains?.(ctx, input.data, result.reason)
    return refused([act.refuses[result.reason], ...(more ? [more] : [])].join(' '))
  }, marketplaceOf(given))
}

/**
 * Whoever may read the console may ask; the command refuses, in words, what the role may not do. `from`: the marketplace
 * that stood around the form. The session may have left it in another tab, and then nothing is meant for the new one.
 */
export async function asActor(act: (ctx: UserCtx) => Promise<FormState>, from: unknown = null): Promise<FormState> {
  if (!(await currentSession())) return signedOut
  const ctx = await requireActor('console.read')
  return isFromElsewhere(ctx, from) ? elsewhere : act(ctx)
}

export function isFromElsewhere({ actor }: UserCtx, from: unknown): boolean {
  return typeof from === 'string' && from !== actor.marketplaceId
}

function marketplaceOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'marketplace' in given ? given.marketplace : null
}

/** The first thing that is wrong, in words. */
export function unreadable(error: z.ZodError): string {
  return error.issues[0]?.message ?? 'This form could not be read. Nothing was changed.'
}

/** A form of another site may send with the session's cookie; its browser names the site it came from. */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get('origin')
  return origin !== null && URL.parse(origin)?.host === request.headers.get('host')
}
