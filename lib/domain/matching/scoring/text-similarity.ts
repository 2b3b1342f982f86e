import { normaliseText } from './normalise-text'

/** Where banks cut descriptors: ACH after 10 characters, card schemes after 22. */
const cuts = [10, 22] as const
/** A cut may fall behind a blank, which then is gone too. */
const cutSlack = 1

/** A text made ready to be compared: the sorted trigrams of its words, whole and as a bank would have cut it. */
export type PreparedText = {
  readonly length: number
  readonly grams: Int32Array
  readonly cutGrams: readonly Int32Array[]
}

export function prepareText(text: string): PreparedText {
  const whole = text.normalize('NFC').trim()
  return {
    length: whole.length,
    grams: gramsOf(whole),
    cutGrams: cuts.map((cut) => (whole.length <= cut ? gramsOf(whole) : gramsOf(whole.slice(0, cut)))),
  }
}

/**
 * How alike two descriptors are, 0 to 1000: two thirds how much of the shorter is in the longer, one third how much both
 * share (Dice). Equal words give 1000, nothing in common 0. Where one text is as long as a bank leaves it, both
 * are also compared cut there, and the better figure counts.
 */
export function similarity(a: PreparedText, b: PreparedText): number {
  const whole = alike(a.grams, b.grams)
  const shorter = Math.min(a.length, b.length)
  const at = cuts.findIndex((cut) => shorter <= cut && shorter >= cut - cutSlack)
  if (at < 0 || a.length === b.length) return whole
  return Math.max(whole, alike(a.cutGrams[at]!, b.cutGrams[at]!))
}

export function textSimilarity(a: string, b: string): number {
  return similarity(prepareText(a), prepareText(b))
}

function alike(a: Int32Array, b: Int32Array): number {
  if (a.length === 0 || b.length === 0) return 0
  let [i, j, both] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const apart = a[i]! - b[j]!
    if (apart === 0) both += 1
    if (apart <= 0) i += 1
    if (apart >= 0) j += 1
  }
  const contained = Math.floor((1000 * both) / Math.min(a.length, b.length))
  const shared = Math.floor((2000 * both) / (a.length + b.length))
  return Math.floor((2 * contained + shared) / 3)
}

/** Trigrams of each word with a blank on either side, each once. Three code units make one whole number. */
function gramsOf(text: string): Int32Array {
  const grams = new Set<number>()
  for (const word of normaliseText(text).split(' ')) {
    if (word === '') continue
    const padded = ` ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) {
      grams.add((symbol(padded, at) * 1021 + symbol(padded, at + 1)) * 1021 + symbol(padded, at + 2))
    }
  }
  return Int32Array.from(grams).sort()
}

/** Latin letters and digits are told apart exactly; other scripts share 1021 numbers. */
function symbol(text: string, at: number): number {
  return text.charCodeAt(at) % 1021
}
