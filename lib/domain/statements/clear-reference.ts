import { holdsIban } from './account-numbers'

/**
 * Which of a bank's texts may stand in clear, where no erasure reaches. Payers write what they like into references, so only
 * two kinds do: ids of payment providers, and what a machine made of capital letters and digits in one piece. In doubt a
 * reference is sealed with the other words of its line; matching opens those, so nothing is lost but a name to show.
 */
export function clearReference(text: string | null): string | null {
  const word = text?.trim() ?? ''
  return isProviderId(word) || isMachineMade(word) ? word : null
}

/** An id with its provider's prefix. A name with a number behind it, or nine digits in a row, is somebody's own. */
function isProviderId(word: string): boolean {
  const id = /^(?:st-|(?:po|tr|tu|py|re)_)([a-z0-9]{8,40})$/i.exec(word)?.[1]
  return id !== undefined && !/^[a-z]+\d*$/i.test(id) && /[a-z]/i.test(id) && !isLongNumber(id)
}

function isMachineMade(word: string): boolean {
  if (!/^[A-Z0-9]{4,35}$/.test(word) || !/[A-Z]/.test(word)) return false
  return !isLongNumber(word) && !isName(word) && !holdsIban(word)
}

/** A telephone number, an account, a card: each has nine digits or more in a row. */
const isLongNumber = (word: string) => /\d{9}/.test(word)

/**
 * Letters with all digits before or behind them (`MUELLER1985`), which can be said aloud: a vowel among them, and nowhere
 * five consonants in a row. What a machine makes mixes both, or cannot be said.
 */
function isName(word: string): boolean {
  const letters = /^\d*([A-Z]{3,})\d*$/.exec(word)?.[1]
  return letters !== undefined && /[AEIOUY]/.test(letters) && !/[^AEIOUY]{5}/.test(letters)
}

const providers = /\b(?:stripe|adyen|mollie|paypal|checkout\.com|gocardless|wise|payoneer)\b/gi
const ids = /\b(?:st-|(?:po|tr|tu|py|re)_)[a-z0-9]{8,40}\b/gi
const mostWords = 8

/** The providers' names out of a line's texts, then their ids: lower case, each once; null where there is none. */
export function matchText(...texts: readonly (string | null)[]): string | null {
  const found = (pattern: RegExp) => texts.flatMap((text) => [...(text ?? '').matchAll(pattern)].map(([word]) => word))
  const sorted = (words: readonly string[]) => [...new Set(words.map((word) => word.toLowerCase()))].sort()
  // Names first: they say whose line it is, and eight ids may not push them out.
  const words = [...sorted(found(providers)), ...sorted(found(ids).filter(isProviderId))]
  return words.length > 0 ? words.slice(0, mostWords).join(' ') : null
}
