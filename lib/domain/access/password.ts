import { ok, refuse, type Verdict } from '../base/result'

export type PasswordRefusal = 'too_short' | 'too_long' | 'like_the_address' | 'too_simple'

const [shortest, longest] = [12, 256]
/** What people choose who were told to choose twelve letters: with these guessing begins. */
const guessedFirst = new Set(
  [
    'password1234',
    'passwordpassword',
    '123456789012',
    '1234567890123',
    'qwertyuiop12',
    'qwertyuiopas',
    'iloveyou1234',
  ].concat([
    'letmeinletmein',
    'adminadmin12',
    'administrator',
    'welcome12345',
    'changeme1234',
    'counterfoil1',
    'abcdefghijkl',
  ]),
)

/**
 * Length is what makes a password hard to guess; no signs are demanded. It is not the address, nor a few letters over and
 * over, nor one with which everybody begins to guess.
 */
export function checkPassword(password: string, email: string): Verdict<PasswordRefusal> {
  if ([...password].length < shortest) return refuse('too_short')
  if (password.length > longest) return refuse('too_long')
  const folded = password.toLowerCase()
  const [name = ''] = email.toLowerCase().split('@')
  if (name.length >= 4 && folded.includes(name)) return refuse('like_the_address')
  return new Set(folded).size < 6 || guessedFirst.has(folded) ? refuse('too_simple') : ok()
}

export const passwordSentences: Record<PasswordRefusal, string> = {
  too_short: `Choose at least ${shortest} characters: a few words that belong to nobody else are easy to keep.`,
  too_long: `Keep it under ${longest} characters.`,
  like_the_address: 'Choose one in which your own address does not stand.',
  too_simple: 'With this one everybody begins to guess: choose another.',
}
