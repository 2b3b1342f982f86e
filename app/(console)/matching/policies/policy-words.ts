import { z } from 'zod'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import type { ActivateRefusal } from '@/lib/server/matching/policies/activate-policy'
import type { AskRefusal } from '@/lib/server/matching/policies/request-activation'
import type { AskRetireRefusal, DropRefusal, RetireRefusal } from '@/lib/server/matching/policies/retire-policy'
import type { TryRefusal } from '@/lib/server/matching/policies/try-policy'
import { DraftId, secondPersonWords } from '../../approvals/second-person'

const day = z.iso.date({ error: 'Choose a first and a last day.' }).transform(calendarDay)
export const TryForm = DraftId.extend({ from: day, to: day })

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
  reason_missing: secondPersonWords.reason_missing,
  not_tried: 'Try it out first: the second person decides by what it would have done.',
  tried_against_another: another,
}

export const activateWords: Record<ActivateRefusal | 'reason_missing', string> = {
  ...secondPersonWords,
  not_permitted: notPermitted,
  not_found: notFound,
  not_a_draft: notADraft,
  tried_against_another: another,
  payload_changed: 'The policy was tried out again since this was asked for: let it be asked for again.',
}

export const retireWords: Record<AskRetireRefusal | DropRefusal | RetireRefusal, string> = {
  ...activateWords,
  not_active: 'This policy is not the active one.',
}
