import { type Limits, limitedActs, limitedRoles } from '@/lib/domain/limits/limits'
import type { LimitsText } from '@/lib/domain/limits/limits-input'
import type { ActivateLimitsRefusal, AskLimitsRefusal, DropLimitsRefusal } from '@/lib/server/limits/activate-limits'
import { secondPersonWords } from '../second-person'

export const limitRefusals: Record<AskLimitsRefusal | ActivateLimitsRefusal | DropLimitsRefusal, string> = {
  ...secondPersonWords,
  not_permitted: 'Your role reads limits; an admin drafts them, compliance or another admin activates them.',
  not_found: 'There are no such limits here.',
  not_a_draft: 'These limits are no draft any more.',
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
