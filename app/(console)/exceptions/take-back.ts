'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import type { UndoOffer } from '@/components/overlay/undo-offer'
import { resumeSentences } from '@/lib/domain/exceptions/pauses/pause'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import { assignException } from '@/lib/server/exceptions/assign-exception'
import { resumeException } from '@/lib/server/exceptions/pauses/resume-exception'
import { reopenException } from '@/lib/server/exceptions/reopen-exception'
import { tagException } from '@/lib/server/exceptions/tags/tag-exception'
import { undoResolution } from '@/lib/server/resolutions/undo-resolution'
import { asActor } from '../act'
import { undoRefusals } from './[id]/acts/act-words'
import { assignWords, reopenWords, tagWords } from './action-words'

const id = z.string().regex(/^[\w.:-]{1,100}$/)
const version = z.int().positive().max(2_147_483_647)
const One = z.discriminatedUnion('what', [
  z.object({ what: z.literal('reopen'), id, version }),
  z.object({ what: z.literal('resolution'), id }),
  z.object({ what: z.literal('resume'), id, version }),
  z.object({ what: z.literal('tag'), id, tag: z.string().max(100), on: z.boolean() }),
  z.object({ what: z.literal('assign'), id, version, assigneeId: id.nullable() }),
])
const Offer = z.union([One, z.object({ what: z.literal('many'), offers: z.array(One).min(1).max(200) })])

/** Takes back what was just done, row by row; what has moved on since is left as it is, and said. */
export async function takeBack(given: UndoOffer): Promise<FormState> {
  return asActor(async (ctx) => {
    const offer = Offer.safeParse(given)
    if (!offer.success) return refused('This could not be read. Nothing was changed: load the page again.')
    const offers = offer.data.what === 'many' ? offer.data.offers : [offer.data]
    const whys: string[] = []
    for (const one of offers) {
      const why = await takeOneBack(ctx, one)
      if (why !== null) whys.push(why)
    }
    revalidatePath('/', 'layout')
    if (whys.length === 0) return done(offers.length === 1 ? 'Taken back.' : `${offers.length} taken back.`)
    const reasons = [...new Set(whys)].join(' ')
    return refused(offers.length === 1 ? reasons : `${whys.length} of ${offers.length} not taken back. ${reasons}`)
  })
}

async function takeOneBack(ctx: UserCtx, offer: z.infer<typeof One>): Promise<string | null> {
  switch (offer.what) {
    case 'reopen': {
      const result = await reopenException(ctx, offer)
      return result.ok ? null : reopenWords[result.reason]
    }
    case 'resolution': {
      const result = await undoResolution(ctx, offer)
      return result.ok ? null : undoRefusals[result.reason]
    }
    case 'resume': {
      const result = await resumeException(ctx, offer)
      return result.ok ? null : { ...reopenWords, ...resumeSentences }[result.reason]
    }
    case 'tag': {
      const result = await tagException(ctx, offer)
      return result.ok ? null : tagWords[result.reason]
    }
    case 'assign': {
      const result = await assignException(ctx, offer)
      return result.ok ? null : assignWords[result.reason]
    }
  }
}
