import type { GainTable } from '@/lib/domain/matching/assignment/solve'

/** The usual way: each row takes the first column that is good enough and still free. */
export function firstHit({ rows, columns, gains }: GainTable): Int32Array {
  const columnOf = new Int32Array(rows).fill(-1)
  const taken = new Uint8Array(columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns && columnOf[row]! < 0; column++) {
      if (gains[row * columns + column] === 0 || taken[column] === 1) continue
      columnOf[row] = column
      taken[column] = 1
    }
  }
  return columnOf
}

/** A better habit: the best pair of all first, then the best of the rest; ties by place. */
export function bestFirst({ rows, columns, gains }: GainTable): Int32Array {
  const byGain: number[][] = Array.from({ length: 256 }, () => [])
  gains.forEach((gain, at) => {
    if (gain > 0) byGain[gain]!.push(at)
  })
  const columnOf = new Int32Array(rows).fill(-1)
  const taken = new Uint8Array(columns)
  for (const at of byGain.toReversed().flat()) {
    const [row, column] = [Math.floor(at / columns), at % columns]
    if (columnOf[row]! >= 0 || taken[column] === 1) continue
    columnOf[row] = column
    taken[column] = 1
  }
  return columnOf
}

/**
 * The Hungarian method as textbooks and most packages have it: a square matrix of costs as numbers in arrays of arrays,
 * one row after the other, O(n³). It finds an optimum and says nothing about the second best.
 */
export function textbookHungarian({ rows, gains }: GainTable): Int32Array {
  const cost = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: rows }, (_, column) => 255 - gains[row * rows + column]!),
  )
  const [u, v] = [new Array<number>(rows + 1).fill(0), new Array<number>(rows + 1).fill(0)]
  const [owner, way] = [new Array<number>(rows + 1).fill(0), new Array<number>(rows + 1).fill(0)]
  for (let row = 1; row <= rows; row++) {
    owner[0] = row
    let here = 0
    const least = new Array<number>(rows + 1).fill(Number.POSITIVE_INFINITY)
    const isDone = new Array<boolean>(rows + 1).fill(false)
    do {
      isDone[here] = true
      const at = owner[here]!
      let [delta, next] = [Number.POSITIVE_INFINITY, 0]
      for (let column = 1; column <= rows; column++) {
        if (isDone[column]) continue
        const reduced = cost[at - 1]![column - 1]! - u[at]! - v[column]!
        if (reduced < least[column]!) {
          least[column] = reduced
          way[column] = here
        }
        if (least[column]! < delta) {
          delta = least[column]!
          next = column
        }
      }
      for (let column = 0; column <= rows; column++) {
        if (isDone[column]) {
          u[owner[column]!]! += delta
          v[column]! -= delta
        } else least[column]! -= delta
      }
      here = next
    } while (owner[here] !== 0)
    for (; here !== 0; here = way[here]!) owner[here] = owner[way[here]!]!
  }
  const columnOf = new Int32Array(rows).fill(-1)
  for (let column = 1; column <= rows; column++) {
    if (gains[(owner[column]! - 1) * rows + column - 1]! > 0) columnOf[owner[column]! - 1] = column - 1
  }
  return columnOf
}
