import type { OidcRefusal } from '@/lib/domain/access/oidc-roles'
import { waitSentence } from '@/lib/domain/access/sign-in-policy'

const oidcWords: Record<OidcRefusal, string> = {
  no_address: 'The single sign-on has no verified e-mail of yours: let it be verified there, then try again.',
  foreign_address: 'Your e-mail at the single sign-on is none of this house.',
  other_subject: 'This e-mail belongs to somebody else at the single sign-on here: an administrator has to look at it.',
  no_group: 'None of your groups has a role here: ask whoever keeps the groups.',
}

/** The code of a refused sign-in as a sentence. Whether there is such an account is never said. */
export function refusalWords(code: string | null | undefined): string {
  const seconds = /^wait:(\d{1,6})$/.exec(code ?? '')?.[1]
  if (seconds) return waitSentence(Number(seconds))
  if (code && Object.hasOwn(oidcWords, code)) return oidcWords[code as OidcRefusal]
  if (code?.startsWith('OAuth') || code === 'Callback')
    return 'The single sign-on did not succeed, and nobody was let in. Try again from here.'
  if (code === 'wrong_code') return 'That code is not the one: wait for the next, or use a recovery code.'
  if (code === 'unavailable') return 'The server did not answer. Nothing was changed; try again in a moment.'
  return 'That e-mail and password do not belong together. Check both and try again.'
}
