import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, pickOwner, spread, waysToAssign } from './pick-owner'

const now = new Date('2026-11-20T00:00:00Z')
const at = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const ana: Candidate = { id: 'ana', open: 5, lastGivenAt: at(1) }
const ben: Candidate = { id: 'ben', open: 9, lastGivenAt: at(5) }
const cleo: Candidate = { id: 'cleo', open: 2, lastGivenAt: at(3) }

test('in turn it is who was given nothing for the longest; by load it is who has least', () => {
  expect(pickOwner([ana, ben, cleo], 'in_turn')).toBe('ben')
  expect(pickOwner([ana, ben, cleo], 'by_load')).toBe('cleo')
  expect(pickOwner([ana, { ...ben, lastGivenAt: null }], 'in_turn')).toBe('ben')
  expect(pickOwner([ana, { ...cleo, open: 5, lastGivenAt: at(9) }], 'by_load')).toBe('cleo')
  expect(pickOwner([], 'by_load')).toBeNull()
})

test('a heap is spread: loads end within one of each other, turns go round, and the order of people decides nothing', () => {
  const people = fc
    .uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), open: fc.nat(5) }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 6,
    })
    .map((list) => list.map((one): Candidate => ({ ...one, lastGivenAt: null })))
  fc.assert(
    fc.property(people, fc.nat(40), fc.constantFrom(...waysToAssign), (list, count, way) => {
      const given = spread(list, count, way, now)
      expect(given).toHaveLength(count)
      expect(spread(list.toReversed(), count, way, now)).toEqual(given)
      const times = list.map(({ id }) => given.filter((one) => one === id).length)
      if (way === 'in_turn') expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
      else if (count >= 40) {
        const loads = list.map(({ open }, nth) => open + (times[nth] ?? 0))
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
      }
    }),
  )
})
