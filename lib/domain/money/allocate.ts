import { assert } from '../base/assert'
import { type Money, magnitude, money } from './money'

/**
 * Splits `total` by weight (largest remainder, ties by position). The shares always add up to `total`, each within
 * one minor unit of its exact part; a negative total splits like its mirror image.
 */
export function allocate(total: Money, weights: readonly bigint[]): Money[] {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n)
  assert(weightSum > 0n && weights.every((weight) => weight >= 0n), 'weights: not negative, not all zero')
  const sign = total.minor < 0n ? -1n : 1n
  const size = magnitude(total.minor)
  const shares = weights.map((weight) => (size * weight) / weightSum)
  const leftover = size - shares.reduce((sum, share) => sum + share, 0n)
  for (const index of byRemainder(size, weights, weightSum).slice(0, Number(leftover))) {
    shares[index] = (shares[index] ?? 0n) + 1n
  }
  return shares.map((share) => money(sign * share, total.currency))
}

function byRemainder(size: bigint, weights: readonly bigint[], weightSum: bigint): number[] {
  const remainders = weights.map((weight) => (size * weight) % weightSum)
  const order = weights.map((_, index) => index)
  return order.sort((a, b) => compare(remainders[b] ?? 0n, remainders[a] ?? 0n) || a - b)
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
