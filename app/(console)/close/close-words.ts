import { z } from 'zod'
import {
  type AskRefusal,
  type ConfirmRefusal,
  type ConfirmReopenRefusal,
  closeSentences,
  type ReopenRefusal,
  type WithdrawRefusal,
} from '@/lib/domain/close/can-act'
import { reopenReasons } from '@/lib/domain/close/lifecycle'
import { type Month, readMonth } from '@/lib/domain/close/period'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const month = z
  .string({ error })
  .refine((text) => readMonth(text) !== null, { error })
  .transform((text) => text as Month)
const scope = z.string({ error }).regex(/^(\*|acct_[A-Za-z0-9_]{1,60})$/, { error })

export const PlaceForm = z.object({ month, scope })
export const AskForm = PlaceForm.extend({
  named: z.array(z.string({ error }).regex(/^\d{1,18}$/, { error }), { error }).max(50, { error }),
})
export const ConfirmForm = PlaceForm.extend({ seenHash: z.string({ error }).regex(/^[0-9a-f]{64}$/, { error }) })
export const WithdrawForm = PlaceForm.extend({ askedAt: z.iso.datetime({ error }).transform((text) => new Date(text)) })
export const ReopenForm = PlaceForm.extend({ reason: z.enum(reopenReasons, { error: 'Choose a reason.' }) })

/** Refusals as sentences: the same words stand on the button that could not be pressed. */
export const askWords: Record<AskRefusal, string> = closeSentences
export const confirmWords: Record<ConfirmRefusal, string> = closeSentences
export const reopenAskWords: Record<ReopenRefusal, string> = closeSentences
export const withdrawWords: Record<WithdrawRefusal, string> = closeSentences
export const reopenConfirmWords: Record<ConfirmReopenRefusal, string> = closeSentences
