import { execFileSync } from 'node:child_process'
import { afterAll, describe, expect, test } from 'vitest'
import { findingKinds } from '@/lib/domain/reconciliation/finding'
import type { TiedPair } from './testing/judge-bank'
import { type Found, judgeScene, type Scene } from './testing/judge-scene'

/** What the sandbox knows besides: which line was booked for which movement, and which movements nothing tells apart. */
type Lived = Scene & { bankPairs: TiedPair[]; bankTies: string[][] }

/** The world that `npm run demo` starts for a seed, printed by a program of its own; some 140 MB of text, one at a time. */
function lived(seed: number): Lived {
  const args = ['--seed', seed, '--sellers', 400, '--hours', 24 * 60, '--plant-rate', 0.01].map(String)
  const text = execFileSync('node_modules/.bin/tsx', ['lib/sandbox/truth/print-world.ts', ...args], {
    maxBuffer: 512 * 1024 * 1024,
  })
  return JSON.parse(text.toString()) as Lived
}

const lines = (found: readonly Found[]) =>
  found.map(({ kind, object, amountMinor, currency }) => `${kind} ${object} ${amountMinor} ${currency}`).sort()
const said = ({ movement, line }: TiedPair) => `${movement} is ${line}`
const seeds = Array.from({ length: 20 }, (_, index) => index + 1)

describe('the demo’s world, seed by seed', () => {
  const kinds = new Set<string>()
  let confirmed = 0

  test.each(seeds)('seed %i: nothing missed, nothing invented, and no pair that is not true', async (seed) => {
    const world = lived(seed)
    const { found, splitsApart, tied } = await judgeScene(world)
    for (const { kind } of world.expected) kinds.add(kind)
    confirmed += tied.length
    expect(lines(found)).toEqual(lines(world.expected))
    expect(splitsApart).toEqual([])
    const truth = new Set(world.bankPairs.map(said))
    expect(tied.map(said).filter((pair) => !truth.has(pair))).toEqual([])
    const planted = new Set(world.bankTies.flat())
    expect(tied.map(said).filter((_, index) => planted.has(tied[index]?.movement ?? ''))).toEqual([])
    expect(tied.length).toBeGreaterThan(30)
  })

  test('over the twenty, every kind occurs', () => {
    expect([...kinds].sort()).toEqual([...findingKinds].sort())
  })

  afterAll(() => process.stdout.write(`${confirmed} bank lines were tied to movements, each of them truly\n`))
})
