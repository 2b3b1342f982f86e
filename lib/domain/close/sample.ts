import { assert } from '../base/assert'

/**
 * A sample without replacement that anyone can draw again: the same seed, population and size give the same positions
 * (0-based, ascending). Every row has the same chance. Selection sampling (Knuth, TAOCP vol. 2, algorithm S) over
 * SplitMix64, both of which an auditor can rebuild in a sheet.
 */
export function samplePositions(population: number, size: number, seed: bigint): number[] {
  assert(Number.isSafeInteger(population) && population >= 0, 'a population is counted')
  assert(Number.isSafeInteger(size) && size >= 0, 'a sample has a size')
  const next = splitMix64(seed)
  const chosen: number[] = []
  let wanted = Math.min(size, population)
  for (let position = 0; wanted > 0; position += 1) {
    const left = BigInt(population - position)
    if (below(next, left) >= BigInt(wanted)) continue
    chosen.push(position)
    wanted -= 1
  }
  return chosen
}

const mask = (1n << 64n) - 1n

/** https://prng.di.unimi.it/splitmix64.c */
function splitMix64(seed: bigint): () => bigint {
  let state = seed & mask
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask
    return z ^ (z >> 31n)
  }
}

/** A draw below `limit`; draws that would favour small numbers are thrown away. */
function below(next: () => bigint, limit: bigint): bigint {
  const fair = ((mask + 1n) / limit) * limit
  for (;;) {
    const drawn = next()
    if (drawn < fair) return drawn % limit
  }
}
