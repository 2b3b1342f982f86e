import { beforeAll, describe, expect, test } from 'vitest'
import type { Entry } from '../books/entry'
import { createWorld, runTo, type World } from '../world/world'

/** Everything a cheat could look at without comparing the two sides: ids, references, digits, positions, time. */
const TELLS: Record<string, (row: Row) => string> = {
  'last digit of the amount': (row) => row.amount.slice(-1),
  'last two digits of the amount': (row) => row.amount.slice(-2),
  'number of digits': (row) => String(row.amount.length),
  'parity of the position': (row) => String(row.position % 2),
  'position by seven': (row) => String(row.position % 7),
  'last character of the reference': (row) => row.reference.slice(-1),
  'first character of the reference': (row) => row.reference.slice(3, 4),
  'last character of the object id': (row) => row.object.slice(-1),
  'fifth character of the object id': (row) => row.object.slice(7, 8),
  'second of writing': (row) => String(row.writtenAt % 10),
}

type Row = {
  reference: string
  object: string
  amount: string
  position: number
  writtenAt: number
  isPlanted: boolean
}

let rows: Row[]
beforeAll(() => {
  rows = [21, 22, 23, 24, 25, 26, 27, 28].flatMap((seed) => {
    const world = createWorld({ seed, sellers: 60, days: 30, plantRate: 0.5 })
    runTo(world, 30 * 24)
    return salesOf(world)
  })
})

/** The written sale entries, and whether something is wrong with them. */
function salesOf(world: World): Row[] {
  const wrong = new Set(
    world.plants
      .flatMap((plant): Entry[] => {
        if (plant.mutation === 'entry_doubled') return [plant.double]
        return 'entry' in plant ? [plant.entry] : []
      })
      .map((entry) => entry.reference),
  )
  return world.books.lines.flatMap((line, position) => {
    if (line.type !== 'book_entry' || line.body.kind !== 'sale') return []
    const reference = String(line.body.reference)
    const about = { reference, object: String(line.body.objectId ?? ''), amount: String(line.body.amountMinor) }
    return [{ ...about, position, writtenAt: line.writtenAt, isPlanted: wrong.has(reference) }]
  })
}

/** Chi-square of planted against honest over the values of one tell, in standard deviations above its mean. */
function surprise(tell: (row: Row) => string): number {
  const groups = [...Map.groupBy(rows, tell).values()].filter((group) => group.length >= 60)
  const among = groups.flat()
  const rate = among.filter((row) => row.isPlanted).length / among.length
  const chi = groups.reduce((sum, group) => {
    const expected = group.length * rate
    const seen = group.filter((row) => row.isPlanted).length
    return sum + (seen - expected) ** 2 / (expected * (1 - rate))
  }, 0)
  const freedom = groups.length - 1
  return (chi - freedom) / Math.sqrt(2 * freedom)
}

describe('nothing in an entry itself tells that it is wrong', () => {
  test('there is enough to look at', () => {
    expect(rows.filter((row) => row.isPlanted).length).toBeGreaterThan(300)
  })

  test.each(Object.entries(TELLS))('%s', (_, tell) => {
    expect(surprise(tell)).toBeLessThan(3.5)
  })

  test('a tell would be seen: marking the wrong entries with an even digit is no chance', () => {
    expect(surprise((row) => (row.isPlanted && row.position % 3 === 0 ? 'x' : row.amount.slice(-1)))).toBeGreaterThan(
      20,
    )
  })
})

describe('a classifier that learns from all tells together does no better than chance', () => {
  test('naive Bayes, learnt on one half, asked on the other', () => {
    const isLearning = (row: Row) => row.position % 4 < 2
    const learnt = rows.filter(isLearning)
    const asked = rows.filter((row) => !isLearning(row))
    const scored = asked.map((row) => ({ row, score: odds(learnt, row) })).sort((a, b) => a.score - b.score)
    expect(Math.abs(areaUnderCurve(scored.map(({ row }) => row.isPlanted)) - 0.5)).toBeLessThan(0.03)
  })
})

const counts = new Map<string, { planted: number; honest: number }>()

function odds(learnt: Row[], row: Row): number {
  return Object.entries(TELLS).reduce((sum, [name, tell]) => {
    const key = `${name} ${tell(row)}`
    const known = counts.get(key) ?? count(learnt, tell, tell(row))
    counts.set(key, known)
    return sum + Math.log((known.planted + 1) / (known.honest + 10))
  }, 0)
}

function count(learnt: Row[], tell: (row: Row) => string, value: string) {
  const same = learnt.filter((row) => tell(row) === value)
  const planted = same.filter((row) => row.isPlanted).length
  return { planted, honest: same.length - planted }
}

/** The chance that a planted entry stands behind an honest one in the order of scores. */
function areaUnderCurve(ordered: boolean[]): number {
  let honest = 0
  let pairs = 0
  for (const isPlanted of ordered) {
    if (isPlanted) pairs += honest
    else honest += 1
  }
  return pairs / (honest * (ordered.length - honest))
}
