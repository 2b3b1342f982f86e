import { beforeAll, describe, expect, test } from 'vitest'
import type { BankLine } from '../../bank/bank'
import { createWorld, runTo, type World } from '../../world/world'

/** What could be looked at in one of Stripe's credits, or in one payout, without holding it against the other side. */
type Row = { id: string; amount: number; at: number; position: number; words: string; isPlanted: boolean }

const TELLS: Record<string, (row: Row) => string> = {
  'last digit of the amount': (row) => String(row.amount).slice(-1),
  'last character of the id': (row) => row.id.slice(-1),
  'fifth character of the id': (row) => row.id.slice(7, 8),
  'day of the week': (row) => String(new Date(row.at * 1000).getUTCDay()),
  'week of the year': (row) => String(Math.floor(row.at / 604_800)),
  'position by two': (row) => String(row.position % 2),
  'position by seven': (row) => String(row.position % 7),
  'how it is worded': (row) => row.words.replace(/[0-9A-Z]{5,12}$|T[0-9A-Z]{11}/, 'T'),
  'how long the wording is': (row) => String(row.words.length),
}

let credits: Row[]
let payouts: Row[]
let debits: Row[]
beforeAll(() => {
  const worlds = Array.from({ length: 14 }, (_, index) => {
    const world = createWorld({ seed: 200 + index, sellers: 14, days: 70, plantRate: 0.05 })
    runTo(world, 70 * 24)
    return world
  })
  credits = worlds.flatMap((world) => creditsOf(world))
  debits = worlds.flatMap((world) => debitsOf(world))
  payouts = worlds.flatMap(payoutsOf)
}, 120_000)

const isStripes = (line: BankLine) => /stripe/i.test(`${line.text} ${line.counterparty}`)

function linesOf(world: World, isWanted: (line: BankLine) => boolean): Row[] {
  const strays = new Set(world.bank.plants.flatMap((plant) => ('line' in plant ? [plant.line] : [])))
  return [...world.bank.ledgers.values()].flatMap(({ lines }) =>
    lines.flatMap((line, position) => {
      if (!isStripes(line) || !isWanted(line)) return []
      const words = `${line.counterparty} ${line.endToEnd === null ? '-' : 'ref'} ${line.text}`
      const about = { id: line.reference, amount: Math.abs(line.amount), at: line.booked, position, words }
      return [{ ...about, isPlanted: strays.has(line.reference) }]
    }),
  )
}

const creditsOf = (world: World) => linesOf(world, (line) => line.amount > 0)
const debitsOf = (world: World) => linesOf(world, (line) => line.code === 'direct_debit')

/** Payouts whose line was lost, among all those that a line may be lost of. */
function payoutsOf(world: World): Row[] {
  const lost = new Set(
    world.bank.plants.flatMap((plant) => (plant.mutation === 'payout_line_lost' ? [plant.payout] : [])),
  )
  const tied = new Set(world.bank.plants.flatMap((plant) => (plant.mutation === 'payouts_tied' ? plant.payouts : [])))
  const paid = world.store.list(world.platform, 'payout').filter((one) => one.status === 'paid' && !tied.has(one.id))
  return paid.map((one, position) => {
    const about = { id: one.id, amount: Number(one.amount), at: Number(one.arrival_date), position }
    return { ...about, words: String(one.description), isPlanted: lost.has(one.id) }
  })
}

/** Chi-square of planted against honest over the values of one tell, in standard deviations above its mean. */
function surprise(rows: Row[], tell: (row: Row) => string): number {
  const groups = [...Map.groupBy(rows, tell).values()].filter((group) => group.length >= 20)
  const among = groups.flat()
  const rate = among.filter((row) => row.isPlanted).length / among.length
  const chi = groups.reduce((sum, group) => {
    const expected = group.length * rate
    return sum + (group.filter((row) => row.isPlanted).length - expected) ** 2 / (expected * (1 - rate))
  }, 0)
  const freedom = Math.max(1, groups.length - 1)
  return (chi - freedom) / Math.sqrt(2 * freedom)
}

describe.each([
  ['a stray credit', () => credits],
  ['a stray debit', () => debits],
  ['a payout whose line is missing', () => payouts],
] as const)('nothing in %s itself tells', (_, rows) => {
  test('there is enough to look at', () => {
    expect(rows().filter((row) => row.isPlanted).length).toBeGreaterThan(60)
    expect(rows().filter((row) => !row.isPlanted).length).toBeGreaterThan(60)
  })

  test.each(Object.entries(TELLS))('%s', (_name, tell) => {
    expect(surprise(rows(), tell)).toBeLessThan(3.5)
  })

  test('a tell would be seen', () => {
    expect(surprise(rows(), (row) => String(row.isPlanted && row.position % 2 === 0))).toBeGreaterThan(10)
  })
})
