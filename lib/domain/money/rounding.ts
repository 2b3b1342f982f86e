import { assert } from '../base/assert'

/** `half_up`: a half goes away from zero, as on invoices. `half_even`: to the even neighbour, without drift over many. */
export type Rounding = 'half_up' | 'half_even'

/** `numerator / denominator` to the nearest integer; only an exact half depends on `rounding`. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  assert(denominator !== 0n, 'division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  const floor = top / bottom
  const twice = (top % bottom) * 2n
  const up = twice > bottom || (twice === bottom && (rounding === 'half_up' || floor % 2n === 1n))
  const size = up ? floor + 1n : floor
  return negative ? -size : size
}
