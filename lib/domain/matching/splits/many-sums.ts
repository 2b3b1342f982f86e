import { magnitude } from '../../money/money'

/** Places on the left and on the right whose sums are equal. */
export type ManySum = { readonly left: readonly number[]; readonly right: readonly number[] }

/** As for one against many; `unique`: no other solution that cannot be taken apart touches these rows. */
export type ManySearch =
  | { readonly verdict: 'none' }
  | { readonly verdict: 'unique'; readonly sum: ManySum }
  | { readonly verdict: 'ambiguous'; readonly sum: ManySum; readonly other: ManySum }
  | { readonly verdict: 'too_many'; readonly count: number; readonly ceiling: number }
  | { readonly verdict: 'too_large' }

/**
 * Several rows against several: the smallest sets of either side with one sum, exactly. A solution counts if it cannot be
 * taken apart into smaller ones (two pairs that are equal by themselves are no four-sided one) and if it `fits`. The
 * fewest rows come first, then the places in order. All 2^n subsets are looked at, so the ceiling is for both sides together.
 */
export function findManySum(
  left: readonly bigint[],
  right: readonly bigint[],
  ceiling: number,
  fits: (sum: ManySum) => boolean = () => true,
): ManySearch {
  const signed = [...left, ...right.map((amount) => -amount)]
  const places = signed.flatMap((amount, place) => (amount === 0n ? [] : [place]))
  if (places.length > ceiling) return { verdict: 'too_many', count: places.length, ceiling }
  const whole = places.reduce((sum, place) => sum + magnitude(signed[place]!), 0n)
  if (whole > BigInt(Number.MAX_SAFE_INTEGER)) return { verdict: 'too_large' }
  const leftMask = places.reduce((mask, place, bit) => (place < left.length ? mask | (1 << bit) : mask), 0)
  const sumOf = (mask: number): ManySum => {
    const chosen = places.filter((_, bit) => (mask >> bit) & 1)
    return {
      left: chosen.filter((place) => place < left.length),
      right: chosen.filter((place) => place >= left.length).map((place) => place - left.length),
    }
  }
  const balanced = balancedMasks(places.map((place) => Number(signed[place]!))).filter(
    (mask) => (mask & leftMask) !== 0 && (mask & ~leftMask) !== 0 && fits(sumOf(mask)),
  )
  const [first, rival] = firstAndRival(balanced)
  if (first === undefined) return { verdict: 'none' }
  if (rival === undefined) return { verdict: 'unique', sum: sumOf(first) }
  return { verdict: 'ambiguous', sum: sumOf(first), other: sumOf(rival) }
}

/** Every non-empty subset that adds up to zero. A sum follows from the subset without its lowest member. */
function balancedMasks(amounts: readonly number[]): number[] {
  const sums = new Float64Array(2 ** amounts.length)
  const found: number[] = []
  for (let mask = 1; mask < sums.length; mask++) {
    const lowest = 31 - Math.clz32(mask & -mask)
    sums[mask] = sums[mask & (mask - 1)]! + amounts[lowest]!
    if (sums[mask] === 0) found.push(mask)
  }
  return found
}

/** The smallest, and the next that cannot be taken apart either and shares a row with it. */
function firstAndRival(masks: readonly number[]): [number?, number?] {
  const sized = masks.map((mask) => ({ mask, size: bits(mask) }))
  sized.sort((a, b) => a.size - b.size || lowerPlacesFirst(a.mask, b.mask))
  const kept: number[] = []
  for (const { mask } of sized) {
    if (kept.some((smaller) => (smaller & mask) === smaller)) continue
    if (kept.length > 0 && (mask & kept[0]!) !== 0) return [kept[0]!, mask]
    kept.push(mask)
  }
  return [kept[0]]
}

function lowerPlacesFirst(a: number, b: number): number {
  const apart = a ^ b
  return apart === 0 ? 0 : a & (apart & -apart) ? -1 : 1
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}
