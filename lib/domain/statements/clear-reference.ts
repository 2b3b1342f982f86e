/**
 * Which of a bank's texts may stand in clear, so that lines can be found and matched by them. Machines make references of
 * letters and digits in one piece; people write names, and an IBAN, an address of e-mail or a telephone number is a person.
 */
export function clearReference(text: string | null): string | null {
  const word = text?.trim() ?? ''
  if (!/^[A-Za-z0-9][A-Za-z0-9_./:+-]{2,69}$/.test(word) || /^notprovided$/i.test(word)) return null
  if (!/\d/.test(word) || isAccountNumber(word) || isTelephone(word)) return null
  return word
}

const isAccountNumber = (word: string) => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i.test(word)
const isTelephone = (word: string) => /^(\+|00)\d/.test(word)

/** Names under which payment providers pay out, and the ids that they print: all that a bank's text is matched by. */
const descriptors =
  /\b(stripe|adyen|mollie|paypal|checkout\.com|gocardless|wise|payoneer|st-[a-z0-9]{10,16}|(?:po|tr|tu|py|re)_[a-z0-9]{8,40})\b/gi

/** The provider's words out of a line's texts, in lower case, each once; null where there is none. Never a name. */
export function matchText(...texts: readonly (string | null)[]): string | null {
  const words = texts.flatMap((text) => [...(text ?? '').matchAll(descriptors)].map((match) => match[0].toLowerCase()))
  return words.length > 0 ? [...new Set(words)].sort().slice(0, 8).join(' ') : null
}
