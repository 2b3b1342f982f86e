import { waitSentence } from '@/lib/domain/access/sign-in-policy'

/** The code of a refused sign-in as a sentence. Whether there is such an account is never said. */
export function refusalWords(code: string | null | undefined): string {
  const seconds = /^wait:(\d{1,6})$/.exec(code ?? '')?.[1]
  if (seconds) return waitSentence(Number(seconds))
  if (code === 'wrong_code') return 'That code is not the one: wait for the next, or use a recovery code.'
  if (code === 'unavailable') return 'The server did not answer. Nothing was changed; try again in a moment.'
  return 'That e-mail and password do not belong together. Check both and try again.'
}
