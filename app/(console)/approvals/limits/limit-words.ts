import { z } from 'zod'
import { aboveLimit } from '@/lib/domain/approvals/can-approve'
import { type Limits, limitedActs, limitedRoles } from '@/lib/domain/limits/limits'
import type { LimitsText } from '@/lib/domain/limits/limits-input'
import type { ActivateLimitsRefusal, AskLimitsRefusal, DropLimitsRefusal } from '@/lib/server/limits/activate-limits'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const id = z.string({ error }).regex(/^[\w-]{1,100}$/, { error })

export const LimitsId = z.object({ id })
export const AskForm = z.object({ id, reason: z.string({ error }).max(2_000, { error }) })
export const ActivateForm = z.object({ id, approvalId: id, seenHash: z.string({ error }).max(100, { error }) })

export const limitRefusals: Record<AskLimitsRefusal | ActivateLimitsRefusal | DropLimitsRefusal, string> = {
  not_permitted: 'Your role reads limits; an admin drafts them, compliance or another admin activates them.',
  not_found: 'There are no such limits here.',
  not_a_draft: 'These limits are no draft any more.',
  reason_missing: 'Say why, in a few words: the second person reads it.',
  own_draft: 'Somebody else has to activate what you drafted.',
  own_request: 'Somebody else has to answer what you asked for.',
  already_decided: 'Somebody has decided this request already.',
  not_approved: 'This request was not approved.',
  above_limit: aboveLimit,
  expired: 'This request has expired: let it be asked for again.',
  payload_changed: 'This is not what was asked for: let it be asked for again.',
  already_used: 'This approval has been used already.',
}

export function whichLimits({ version }: Limits): string {
  return version === 0 ? 'the shipped limits hold' : `version ${version} holds`
}

/** The currencies with bounds of their own, a line each, as the form reads them. */
export function ownLines({ own }: LimitsText): string {
  return limitedActs
    .flatMap((act) =>
      Object.entries(own[act] ?? {}).flatMap(([currency, bounds]) =>
        limitedRoles[act].map((role) => `${act}, ${role}, ${currency.toUpperCase()}, ${bounds[role] ?? 0n}`),
      ),
    )
    .join('\n')
}
