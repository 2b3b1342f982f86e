import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { type Found, judgeScene, type Scene } from './testing/judge-scene'

/**
 * The sandbox's worlds, printed by a program of its own and never imported: what was worked out there with a pencil, or
 * follows there from what was planted, must be what facts, books and the domain come to here, no more and no less.
 */
function print<T>(program: string, ...args: string[]): T {
  const text = execFileSync('node_modules/.bin/tsx', [`lib/sandbox/truth/${program}.ts`, ...args], {
    maxBuffer: 512 * 1024 * 1024,
  })
  return JSON.parse(text.toString()) as T
}

const lines = (found: readonly Found[]) =>
  found.map(({ kind, object, amountMinor, currency }) => `${kind} ${object} ${amountMinor} ${currency}`).sort()

const smallWorlds = print<Scene[]>('print-small-worlds')

test('every small world is there, and each has a name of its own', () => {
  expect(smallWorlds.length).toBeGreaterThanOrEqual(180)
  expect(new Set(smallWorlds.map(({ name }) => name)).size).toBe(smallWorlds.length)
})

describe('small worlds', () => {
  test.each(smallWorlds.map((world) => [world.name, world] as const))('%s', async (_, world) => {
    const { found, splitsApart } = await judgeScene(world)
    expect(lines(found)).toEqual(lines(world.expected))
    expect(splitsApart).toEqual([])
  })
})

describe('lived worlds, a third of all sales planted', () => {
  test.each([
    ['as the demo has it, at an odd hour', 41, 40, 24 * 16 + 7],
    ['one seller, alone on the platform', 7, 1, 24 * 60],
    ['two sellers for half a year', 19, 2, 24 * 180 + 13],
    ['many sellers in their first hours', 305, 200, 31],
    ['a Monday night, payouts under way', 77, 60, 24 * 20 + 23],
    ['at the midnight at which money becomes available, for some of it hours later', 80, 60, 24 * 22],
  ])('%s', { timeout: 60_000 }, async (_, seed, sellers, hours) => {
    const args = ['--seed', seed, '--sellers', sellers, '--hours', hours, '--plant-rate', 0.35].map(String)
    const world = print<Scene>('print-world', ...args)
    const { found, splitsApart } = await judgeScene(world)
    expect(lines(found)).toEqual(lines(world.expected))
    expect(splitsApart).toEqual([])
    expect(world.expected.length).toBeGreaterThan(0)
  })
})
