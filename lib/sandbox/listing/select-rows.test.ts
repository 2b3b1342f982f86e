import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StripeObject } from '../store/store'
import { ALWAYS, type Cursor, createdOf, selectRows, type Window } from './select-rows'

/** Rows in creation order, many of them sharing a second. */
const list = fc
  .array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 })
  .map((seconds) =>
    [...seconds]
      .sort((a, b) => a - b)
      .map((created, at): StripeObject => ({ id: `row_${at}`, object: 'row', created, odd: at % 2 === 1 })),
  )
const window = fc
  .tuple(fc.integer({ min: -1, max: 13 }), fc.integer({ min: -1, max: 13 }))
  .map(([from, to]): Window => ({ from, to }))
const limit = fc.integer({ min: 1, max: 10 })
const keep = fc.boolean().map((onlyOdd) => (row: StripeObject) => !onlyOdd || row.odd === true)

function naive(rows: readonly StripeObject[], { from, to }: Window, kept: (row: StripeObject) => boolean): string[] {
  return rows
    .filter((row) => createdOf(row) >= from && createdOf(row) <= to && kept(row))
    .map((row) => row.id)
    .reverse()
}

/** Follows has_more to the end, as a client does. */
function walk(
  rows: readonly StripeObject[],
  within: Window,
  size: number,
  kept: (row: StripeObject) => boolean,
  kind: Cursor['kind'],
  start?: StripeObject,
): string[] {
  const pages: string[][] = []
  let cursor: Cursor | undefined = start && { kind, id: start.id, created: createdOf(start) }
  for (let more = true; more; ) {
    const page = selectRows(rows, within, cursor, size, kept)
    expect(page.rows.length).toBeLessThanOrEqual(size)
    expect(page.hasMore && page.rows.length < size).toBe(false)
    pages.push(page.rows.map((row) => row.id))
    const edge = kind === 'starting_after' ? page.rows.at(-1) : page.rows[0]
    more = page.hasMore
    if (edge !== undefined) cursor = { kind, id: edge.id, created: createdOf(edge) }
  }
  return kind === 'starting_after' ? pages.flat() : pages.reverse().flat()
}

describe('walking a list page by page', () => {
  test('towards the past meets each row of the window once, newest first', () => {
    fc.assert(
      fc.property(list, window, limit, keep, (rows, within, size, kept) => {
        expect(walk(rows, within, size, kept, 'starting_after')).toEqual(naive(rows, within, kept))
      }),
    )
  })

  test('towards the present from any row meets each newer row once, newest first', () => {
    fc.assert(
      fc.property(list, fc.nat(), limit, keep, (rows, at, size, kept) => {
        if (rows.length === 0) return
        const start = rows[at % rows.length]!
        const newer = rows.slice(rows.indexOf(start) + 1)
        expect(walk(rows, ALWAYS, size, kept, 'ending_before', start)).toEqual(naive(newer, ALWAYS, kept))
      }),
    )
  })

  test('from a cursor that a filter hides goes on behind its place', () => {
    const rows: StripeObject[] = [1, 2, 3].map((created) => ({ id: `row_${created}`, object: 'row', created }))
    const [, middle] = rows
    const others = rows.filter((row) => row !== middle)
    const cursor = { kind: 'starting_after', id: middle!.id, created: 2 } as const
    expect(selectRows(others, ALWAYS, cursor, 10, () => true).rows.map((row) => row.id)).toEqual(['row_1'])
  })
})
