/**
 * Randomness that can be named. Every decision draws from the stream of its own name, so a new feature, which asks for
 * a new name, shifts nothing that was there before.
 */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** An integer in [low, high], both included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Picks an index in proportion to its weight. */
  weighted(weights: readonly number[]): number
}

type Words = [number, number, number, number]

/** cyrb128: four well mixed 32-bit words from a string. */
export function hashWords(text: string): Words {
  let a = 1779033703
  let b = 3144134277
  let c = 1013904242
  let d = 2773480762
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = b ^ Math.imul(a ^ code, 597399067)
    b = c ^ Math.imul(b ^ code, 2869860233)
    c = d ^ Math.imul(c ^ code, 951274213)
    d = a ^ Math.imul(d ^ code, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  a ^= b ^ c ^ d
  return [a >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}

/** The stream of that name in the world of that seed (sfc32). */
export function randomOf(seed: number, name: string): Random {
  let [a, b, c, d] = hashWords(`${seed}/${name}`)
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted: (weights) => {
      let left = next() * weights.reduce((sum, w) => sum + w, 0)
      const index = weights.findIndex((weight) => {
        left -= weight
        return left < 0
      })
      return index < 0 ? weights.length - 1 : index
    },
  }
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CODES = Array.from(ALPHABET, (letter) => letter.charCodeAt(0))

/** A Stripe-looking id (`ch_…`) for the thing that `key` names; the same key gives the same id. */
export function idOf(seed: number, prefix: string, key: string): string {
  const letters: number[] = []
  for (let word of hashWords(`${seed}#${prefix}#${key}`)) {
    for (let i = 0; i < 6; i += 1) {
      letters.push(CODES[word % 62]!)
      word = Math.floor(word / 62)
    }
  }
  // Made flat at once: a string grown letter by letter would be kept as its twenty-four pieces.
  return `${prefix}_${String.fromCharCode(...letters)}`
}
