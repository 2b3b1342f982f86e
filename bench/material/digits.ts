const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A repeatable number for a place in a series, spread over 0 … 2³²−1 (the finaliser of MurmurHash3). */
export function scatter(place: number, salt = 0): number {
  let h = (place + Math.imul(salt + 1, 0x9e3779b9)) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** An id as Stripe's look: a prefix and 24 characters that do not come in the order of their making. */
export function stripeId(prefix: string, place: number): string {
  let text = ''
  for (let salt = 0; text.length < 24; salt++) {
    let rest = scatter(place, salt + prefix.length * 7)
    for (let digit = 0; digit < 5 && text.length < 24; digit++) {
      text += alphabet[rest % 62]
      rest = Math.floor(rest / 62)
    }
  }
  return `${prefix}_${text}`
}
