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
  'last digit of the rate': (row) => row.rate.slice(-1),
  'digits of the rate': (row) => String(row.rate.length),
  'second of writing': (row) => String(row.writtenAt % 10),
}

type Row = {
  reference: string
  object: string
  amount: string
  position: number
  writtenAt: number
  /** What was promised, for a sale that is converted. */
  rate: string
  isPlanted: boolean
}

type Population = 'sales' | 'carts' | 'conversions' | 'disputes and failed refunds'
const rows = new Map<Population, Row[]>()
beforeAll(() => {
  for (const seed of [21, 22, 23, 24, 25, 26]) {
    const world = createWorld({ seed, sellers: 100, days: 40, plantRate: 0.5 })
    runTo(world, 40 * 24)
    for (const [name, found] of Object.entries(populationsOf(world))) {
      rows.set(name as Population, [...(rows.get(name as Population) ?? []), ...found])
    }
  }
}, 60_000)

type Body = Record<string, unknown>

/** Written entries, each among such as could have suffered the same, and whether something was done to them. */
function populationsOf(world: World): Record<Population, Row[]> {
  const wrong = new Set(
    world.plants
      .flatMap((plant): Entry[] => {
        if (plant.mutation === 'entry_doubled') return [plant.double]
        return 'entry' in plant ? [plant.entry] : []
      })
      .map((entry) => entry.reference),
  )
  const chargesOf = (wanted: RegExp) =>
    new Set(world.plants.flatMap((p) => ('charge' in p && wanted.test(p.mutation) ? [p.charge] : [])))
  const [split, converted] = [chargesOf(/^transfer_/), chargesOf(/^conversion_/)]
  const isWrong = (body: Body) => wrong.has(String(body.reference))
  const isSale = (body: Body) => body.kind === 'sale'
  return {
    // Who promises shares or a rate can suffer more, and does so more often: each is compared with its like.
    sales: select(world, (body) => isSale(body) && !('shares' in body) && !('quote' in body), isWrong),
    carts: select(
      world,
      (body) => isSale(body) && 'shares' in body && 'objectId' in body,
      (body) => isWrong(body) || split.has(String(body.objectId)),
    ),
    conversions: select(
      world,
      (body) => isSale(body) && isWorthBending(body) && 'objectId' in body,
      (body) => isWrong(body) || converted.has(String(body.objectId)),
    ),
    'disputes and failed refunds': select(
      world,
      (body) => body.kind === 'refund_failure' || String(body.kind).startsWith('dispute'),
      isWrong,
    ),
  }
}

/** One percent of it is more than the contract lets pass. */
function isWorthBending(body: Body): boolean {
  const quote = body.quote as { rate: string } | undefined
  return quote !== undefined && Number(body.amountMinor) * Number(quote.rate) > 10_100
}

function select(world: World, isAmong: (body: Body) => boolean, isPlanted: (body: Body) => boolean): Row[] {
  return world.books.lines.flatMap(({ type, body, writtenAt }, position) => {
    if (type !== 'book_entry' || !isAmong(body)) return []
    const quote = body.quote as { rate: string } | undefined
    const about = { amount: String(body.amountMinor), rate: quote?.rate ?? '', isPlanted: isPlanted(body) }
    return [{ reference: String(body.reference), object: String(body.objectId ?? ''), position, writtenAt, ...about }]
  })
}

/** Chi-square of planted against honest over the values of one tell, in standard deviations above its mean. */
function surprise(name: Population, tell: (row: Row) => string): number {
  const least = name === 'sales' ? 60 : 15
  const groups = [...Map.groupBy(rows.get(name)!, tell).values()].filter((group) => group.length >= least)
  const among = groups.flat()
  const rate = among.filter((row) => row.isPlanted).length / among.length
  const chi = groups.reduce((sum, group) => {
    const expected = group.length * rate
    const seen = group.filter((row) => row.isPlanted).length
    return sum + (seen - expected) ** 2 / (expected * (1 - rate))
  }, 0)
  if (groups.length < 2) return 0
  const freedom = groups.length - 1
  return (chi - freedom) / Math.sqrt(2 * freedom)
}

describe.each([
  ['sales', 300],
  ['carts', 300],
  ['conversions', 60],
  ['disputes and failed refunds', 35],
] as const)('nothing in an entry itself tells that it is wrong: %s', (name, least) => {
  test('there is enough to look at', () => {
    const planted = rows.get(name)!.filter((row) => row.isPlanted).length
    expect(planted).toBeGreaterThan(least)
    expect(rows.get(name)!.length - planted).toBeGreaterThan(least)
  })

  test.each(Object.entries(TELLS))('%s', (_, tell) => {
    expect(surprise(name, tell)).toBeLessThan(3.5)
  })

  test('a tell would be seen: marking some of the wrong entries is no chance', () => {
    expect(
      surprise(name, (row) => (row.isPlanted && row.position % 3 === 0 ? 'x' : row.amount.slice(-1))),
    ).toBeGreaterThan(5)
  })
})

describe('a classifier that learns from all tells together does no better than chance', () => {
  test('naive Bayes, learnt on one half, asked on the other', () => {
    const isLearning = (row: Row) => row.position % 4 < 2
    const sales = rows.get('sales')!
    const learnt = sales.filter(isLearning)
    const asked = sales.filter((row) => !isLearning(row))
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
