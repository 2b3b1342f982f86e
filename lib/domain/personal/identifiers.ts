import { emailPattern } from './personal-fields'
import type { PersonalValues } from './split-personal'

/**
 * What tells a person in free text. `whole` names one person wherever it stands: an address, a telephone number, a full
 * name. `parts` are words of a name, which are also words of the language: they count only in a text about that person.
 */
export type Identifiers = {
  addresses: Set<string>
  names: Set<string>
  /** Telephone numbers, digits only. */
  numbers: Set<string>
  /** Bank accounts, tax ids and the like, without blanks. */
  codes: Set<string>
  parts: Set<string>
}

const leastDigits = 7
const leastLetters = 3

/** Gathers what identifies somebody from the personal values of the objects that carry their address. */
export function identifiersFrom(address: string, objects: readonly PersonalValues[]): Identifiers {
  const found = {
    names: new Set<string>(),
    numbers: new Set<string>(),
    codes: new Set<string>(),
    parts: new Set<string>(),
  }
  const all: Identifiers = { addresses: new Set([address]), ...found }
  for (const personal of objects) {
    for (const [path, value] of Object.entries(personal)) {
      gather(lastName(path), value, firmPath.test(path), all)
      const family = path.includes('first_name') ? personal[path.replace('first_name', 'last_name')] : undefined
      if (typeof value === 'string' && typeof family === 'string') addName(`${value} ${family}`, false, all)
    }
  }
  return all
}

/** Names in these are a firm's: words such as "The" and "Bakery" tell nobody. */
const firmPath = /company|business_profile|dashboard/

/** The name of the field itself: an item of a list is called like the list. */
function lastName(path: string): string {
  return path.split('\u001f').findLast((step) => !/^\d+$/.test(step)) ?? ''
}

function gather(key: string, value: unknown, isFirm: boolean, found: Identifiers): void {
  if (typeof value === 'object' && value !== null) {
    for (const [inner, item] of Object.entries(value)) gather(Array.isArray(value) ? key : inner, item, isFirm, found)
  }
  if (typeof value !== 'string') return
  for (const email of value.match(emailPattern) ?? []) found.addresses.add(email.toLowerCase())
  if (sharedKeys.test(key)) return
  if (/phone|mobile/i.test(key)) addNumber(value, found)
  else if (/name|nickname|aliases/i.test(key)) addName(value, isFirm, found)
  else if (key === 'line1' && value.trim().length >= leastDigits) found.names.add(value.trim())
  else if (codeKeys.test(key)) addCode(value, found)
}

/** Values of these keys are many people's: a bank, the end of a card, a town. */
const sharedKeys = /^(bank_name|last4|iban_last4|dynamic_last4|routing_number|bank_code|branch_code|sort_code|bic)$/
const codeKeys = /(^|_)(ip|ip_address|iban|account_number|tax_id|tax_id_value|id_number|vat_id|national_id)$/

function addCode(value: string, found: Identifiers): void {
  const code = value.replace(/\s/g, '')
  if (code.length >= leastDigits) found.codes.add(code)
}

function addNumber(value: string, found: Identifiers): void {
  const digits = value.replace(/\D/g, '')
  if (digits.length >= leastDigits) found.numbers.add(digits)
}

function addName(value: string, isFirm: boolean, found: Identifiers): void {
  if (value.includes('@')) return
  const words = value.split(/[\s,]+/).filter((word) => word !== '')
  if (!isFirm || words.length === 1)
    for (const word of words) if (lettersIn(word) >= leastLetters) found.parts.add(word)
  for (const word of words) if (cjk.test(word) && lettersIn(word) >= leastLetters) found.names.add(word)
  const [first, last] = [words[0], words.at(-1)]
  if (words.length < 2 || !first || !last) return
  found.names.add(words.join(' '))
  found.names.add([last, ...words.slice(0, -1)].join(' '))
  found.names.add(`${first} ${last}`)
}

/** Written without blanks: three signs are a full name, and what follows may stand close. */
export const cjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u

function lettersIn(word: string): number {
  return word.match(/\p{L}/gu)?.length ?? 0
}
