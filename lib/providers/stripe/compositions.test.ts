import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { composeScene } from './testing/compose-scene'
import type { Scene } from './testing/judge-scene'

/** A lived world, printed by a program of its own: seven weeks of two hundred sellers, a third of all sales planted. */
function lived(): Scene {
  const args = ['--seed', 41, '--sellers', 200, '--hours', 24 * 50, '--plant-rate', 0.35].map(String)
  const text = execFileSync('node_modules/.bin/tsx', ['lib/sandbox/truth/print-world.ts', ...args], {
    maxBuffer: 512 * 1024 * 1024,
  })
  return JSON.parse(text.toString()) as Scene
}

describe('the payouts of a lived world', () => {
  const scene = lived()
  const composed = composeScene(scene)

  test('whatever was paid out by hand is made of known rows, and nothing is left over', () => {
    const byHand = composed.filter(({ basis }) => basis === 'allocated')
    const leftOver = byHand.filter(({ remainderMinor }) => remainderMinor !== 0n)
    expect(leftOver.map(({ account, payoutId, remainderMinor }) => `${account} ${payoutId} ${remainderMinor}`)).toEqual(
      [],
    )
    expect(byHand.length).toBeGreaterThan(100)
    expect(byHand.filter(({ isInstant }) => isInstant).length).toBeGreaterThan(5)
    expect(byHand.filter(({ status }) => status === 'failed').length).toBeGreaterThan(1)
  })

  test('of the automatic ones, only those leave something over whose listing forgot a row', () => {
    const apart = composed.filter(({ basis, remainderMinor }) => basis !== 'allocated' && remainderMinor !== 0n)
    const known = new Set(scene.expected.map(({ kind, object, amountMinor }) => `${kind} ${object} ${amountMinor}`))
    for (const { payoutId, remainderMinor } of apart) {
      const size = remainderMinor < 0n ? -remainderMinor : remainderMinor
      expect(known).toContain(`AMOUNT_MISMATCH ${payoutId} ${size}`)
    }
    expect(apart.length).toBeGreaterThan(10)
  })
})
