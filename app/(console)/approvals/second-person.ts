import { z } from 'zod'
import { proofSentence } from '@/lib/domain/access/proof'
import { type ApproveRefusal, aboveLimit } from '@/lib/domain/approvals/can-approve'
import type { UseRefusal } from '@/lib/domain/approvals/can-use'
import type { RequestRefusal } from '@/lib/server/approvals/request-approval'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const id = z.string({ error }).regex(/^[\w-]{1,100}$/, { error })

/** What is drafted, asked for and activated by id: rules, policies, limits. */
export const DraftId = z.object({ id })
export const AskForm = z.object({ id, reason: z.string({ error }).max(2_000, { error }) })
export const ActivateForm = z.object({ id, approvalId: id, seenHash: z.string({ error }).max(100, { error }) })

type Refusal = Exclude<RequestRefusal | ApproveRefusal | UseRefusal | 'own_draft', 'not_permitted'>

/** Why a second person is not asked, or does not let it: the same wherever two people let something. */
export const secondPersonWords: Record<Refusal, string> = {
  reason_missing: 'Say why, in a few words: the second person reads it.',
  own_draft: 'Somebody else has to activate what you drafted.',
  own_request: 'Somebody else has to answer what you asked for.',
  already_decided: 'Somebody has decided this request already.',
  not_approved: 'This request was not approved.',
  above_limit: aboveLimit,
  proof_needed: proofSentence,
  expired: 'This request has expired: let it be asked for again.',
  payload_changed: 'It has changed since this was asked for: let it be asked for again.',
  already_used: 'This approval has been used already.',
}
