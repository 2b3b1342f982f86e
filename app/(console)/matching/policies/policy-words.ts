import { z } from 'zod'
import { aboveLimit } from '@/lib/domain/approvals/can-approve'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import type { ActivateRefusal } from '@/lib/server/matching/policies/activate-policy'
import type { AskRefusal } from '@/lib/server/matching/policies/request-activation'
import type { AskRetireRefusal, DropRefusal, RetireRefusal } from '@/lib/server/matching/policies/retire-policy'
import type { TryRefusal } from '@/lib/server/matching/policies/try-policy'

const day = z.iso.date({ error: 'Choose a first and a last day.' }).transform(calendarDay)
const id = z.string().max(60)
export const TryForm = z.object({ id, from: day, to: day })
export const AskForm = z.object({ id, reason: z.string().max(2_000) })
export const ActivateForm = z.object({ id, approvalId: id, seenHash: z.string().max(100) })
export const DropForm = z.object({ id })

export const notPermitted = 'Your role may read matching policies, not change them.'
const notFound = 'There is no such policy here.'
const notADraft = 'This policy is no draft any more.'
const another = 'Another policy has become active since the dry run: try it out again.'

export const tryWords: Record<TryRefusal, string> = {
  not_permitted: notPermitted,
  not_found: notFound,
  not_a_draft: notADraft,
  no_span: 'The last day comes before the first.',
  span_too_long: 'That is too long for one dry run: choose half a year at most.',
}

export const askWords: Record<AskRefusal, string> = {
  not_permitted: notPermitted,
  not_found: notFound,
  not_a_draft: notADraft,
  reason_missing: 'Say why, in a few words: the second person reads it.',
  not_tried: 'Try it out first: the second person decides by what it would have done.',
  tried_against_another: another,
}

export const activateWords: Record<ActivateRefusal, string> = {
  not_permitted: notPermitted,
  not_found: notFound,
  not_a_draft: notADraft,
  own_draft: 'Somebody else has to activate what you drafted.',
  own_request: 'Somebody else has to answer what you asked for.',
  tried_against_another: another,
  already_decided: 'Somebody has decided this request already.',
  not_approved: 'This request was not approved.',
  above_limit: aboveLimit,
  expired: 'This request has expired: let it be asked for again.',
  payload_changed: 'The policy was tried out again since this was asked for: let it be asked for again.',
  already_used: 'This approval has been used already.',
}

export const retireWords: Record<AskRetireRefusal | DropRefusal | RetireRefusal, string> = {
  ...activateWords,
  reason_missing: askWords.reason_missing,
  not_active: 'This policy is not the active one.',
}
