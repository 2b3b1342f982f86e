import { magnitude } from '../../money/money'

/**
 * What came of looking for parts that add up to a total. `unique`: these places and no others. `ambiguous`: two
 * different sets of places, both shown. Amounts of zero say nothing and are never taken.
 */
export type SumSearch =
  | { readonly verdict: 'none' }
  | { readonly verdict: 'unique'; readonly places: readonly number[] }
  | { readonly verdict: 'ambiguous'; readonly places: readonly number[]; readonly others: readonly number[] }
  | { readonly verdict: 'too_many'; readonly count: number; readonly ceiling: number }
  | { readonly verdict: 'too_large' }

/** Up to here every sum of doubles is exact. */
const largestExact = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * Which of the amounts add up to `total`, exactly, and whether others do too (Horowitz and Sahni 1974: the sums of either
 * half in order, one read upwards and one downwards). 2^(n/2) steps, so there is a ceiling of amounts, and above it no
 * guess. The order of the amounts decides which two of many solutions are shown, never the verdict.
 */
export function findSum(amounts: readonly bigint[], total: bigint, ceiling: number): SumSearch {
  const places = amounts.flatMap((amount, place) => (amount === 0n ? [] : [place]))
  if (places.length > ceiling) return { verdict: 'too_many', count: places.length, ceiling }
  const whole = places.reduce((sum, place) => sum + magnitude(amounts[place]!), magnitude(total))
  if (whole > largestExact) return { verdict: 'too_large' }
  const half = places.length >> 1
  const near = sumsInOrder(places.slice(0, half).map((place) => Number(amounts[place]!)))
  const far = sumsInOrder(places.slice(half).map((place) => Number(amounts[place]!)))
  const found = firstTwo(near, far, Number(total)).map(([a, b]) =>
    places.filter((_, at) => (at < half ? (a >> at) & 1 : (b >>> (at - half)) & 1) === 1),
  )
  const [first, second] = found.sort(lowerPlacesFirst)
  if (!first) return { verdict: 'none' }
  return second ? { verdict: 'ambiguous', places: first, others: second } : { verdict: 'unique', places: first }
}

type Sums = { readonly sums: Float64Array; readonly masks: Int32Array }

/** All sums of all subsets in rising order, each with its subset: one amount after the other is merged in. */
function sumsInOrder(amounts: readonly number[]): Sums {
  let [sums, masks] = [new Float64Array([0]), new Int32Array([0])]
  amounts.forEach((amount, bit) => {
    const count = sums.length
    const [merged, chosen] = [new Float64Array(2 * count), new Int32Array(2 * count)]
    let [without, within] = [0, 0]
    for (let at = 0; at < 2 * count; at++) {
      if (within >= count || (without < count && sums[without]! <= sums[within]! + amount)) {
        merged[at] = sums[without]!
        chosen[at] = masks[without++]!
      } else {
        merged[at] = sums[within]! + amount
        chosen[at] = masks[within++]! | (1 << bit)
      }
    }
    ;[sums, masks] = [merged, chosen]
  })
  return { sums, masks }
}

/** The first two pairs of halves that meet the total; the empty set is no solution. */
function firstTwo(near: Sums, far: Sums, total: number): [number, number][] {
  const found: [number, number][] = []
  let top = far.sums.length - 1
  for (let at = 0; at < near.sums.length && found.length < 2; at++) {
    const wanted = total - near.sums[at]!
    while (top >= 0 && far.sums[top]! > wanted) top -= 1
    for (let back = top; back >= 0 && far.sums[back] === wanted && found.length < 2; back--) {
      const [a, b] = [near.masks[at]!, far.masks[back]!]
      if (a !== 0 || b !== 0) found.push([a, b])
    }
  }
  return found
}

function lowerPlacesFirst(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, index) => place !== b[index])
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1)
}
