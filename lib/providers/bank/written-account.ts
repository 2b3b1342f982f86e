import type { WrittenAccount } from '@/lib/domain/statements/statement'

/** An account's number as it is compared: without spaces, in upper case. */
export function accountOf(written: string): WrittenAccount {
  const number = written.replace(/\s/g, '').toUpperCase()
  return { number, form: /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number) ? 'iban' : 'other' }
}

/** Characters of a line's text that are kept: a collective booking may bring hundreds of texts. */
const mostText = 4000

export function cutText(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  return plain.length > mostText ? plain.slice(0, mostText) : plain
}

/** Codes and numbers of a bank stand in clear: what is none is left out, for it might be anything. */
export function codeOf(text: string | null | undefined): string | null {
  return text && /^[A-Z0-9][A-Z0-9+/.-]{0,34}$/.test(text) && /\d|\//.test(text) ? text : null
}

export function numberOf(text: string | null | undefined): string | null {
  return text && /^\d{1,18}$/.test(text) ? text : null
}
