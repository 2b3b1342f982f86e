import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { done, type FormState, refused, signedOut } from '@/components/form/form-state'
import type { Result } from '@/lib/domain/base/result'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import type { Ctx } from '@/lib/server/context'

type Act<T, R extends string> = {
  reads: z.ZodType<T>
  command(ctx: Ctx, input: T): Promise<Result<unknown, R>>
  refuses: Record<R, string>
  says(input: T): string
  /** Whose pages show it. */
  shownAt: string
}

/** From a form to its answer: read it, ask the command, say what became of it in words. */
export async function answer<T, R extends string>(given: unknown, act: Act<T, R>): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = act.reads.safeParse(given)
    if (!input.success) return refused(unreadable(input.error))
    const result = await act.command(ctx, input.data)
    revalidatePath(act.shownAt, 'layout')
    return result.ok ? done(act.says(input.data)) : refused(act.refuses[result.reason])
  })
}

/** Whoever may read the console may ask; the command refuses, in words, what the role may not do. */
export async function asActor(act: (ctx: UserCtx) => Promise<FormState>): Promise<FormState> {
  if (!(await currentSession())) return signedOut
  return act(await requireActor('console.read'))
}

/** The first thing that is wrong, in words. */
export function unreadable(error: z.ZodError): string {
  return error.issues[0]?.message ?? 'This form could not be read. Nothing was changed.'
}
