/** Letters that do not fall apart into a letter and an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  Ħ: 'H',
  ı: 'I',
}

/** Runs of digits this long are dates, trace ids and account numbers: they name a payment, not whom it is from. */
const longestNameDigits = 3

/**
 * A descriptor as words: no accents, upper case, no punctuation, no long runs of digits. "Zürich: Café №42 20261103"
 * becomes "ZURICH CAFE NO42". The same text gives the same words everywhere: no locale is asked.
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[ÆŒØŁĐÐÞĦı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\p{N}+/gu, (digits) => (digits.length > longestNameDigits ? ' ' : digits))
    .replace(/ +/g, ' ')
    .trim()
}

/** A reference as it is compared: only letters and digits in upper case, the kind before the colon left in lower case. */
export function normaliseReference(kind: string, value: string): string {
  return `${kind}:${value
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')}`
}
