import { expect, test } from 'vitest'
import { Agenda } from './agenda'
import { idOf, randomOf } from './random'

test('a stream is its seed and its name: the same draws again, other draws for another name', () => {
  const draws = (seed: number, name: string) => Array.from({ length: 5 }, randomOf(seed, name).next)
  expect(draws(1, 'sale/3')).toEqual(draws(1, 'sale/3'))
  expect(draws(1, 'sale/3')).not.toEqual(draws(1, 'sale/4'))
  expect(draws(1, 'sale/3')).not.toEqual(draws(2, 'sale/3'))
})

test('draws are even: ten thousand of them fall about equally into ten bins', () => {
  const random = randomOf(1, 'bins')
  const bins = new Array<number>(10).fill(0)
  for (let n = 0; n < 10_000; n += 1) bins[random.between(0, 9)]! += 1
  expect(Math.min(...bins)).toBeGreaterThan(880)
  expect(Math.max(...bins)).toBeLessThan(1120)
})

test('neighbouring names do not give neighbouring draws', () => {
  const firsts = Array.from({ length: 1000 }, (_, n) => randomOf(1, `day/${n}`).next())
  const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length
  const lagged = firsts.slice(1).reduce((sum, x, n) => sum + (x - mean) * (firsts[n]! - mean), 0) / firsts.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03)
  expect(Math.abs(lagged / (1 / 12))).toBeLessThan(0.1)
})

test('an index is picked in proportion to its weight, and never one of weight nothing', () => {
  const random = randomOf(1, 'weights')
  const picked = [0, 0, 0]
  for (let n = 0; n < 4000; n += 1) picked[random.weighted([1, 0, 3])]! += 1
  expect(picked[1]).toBe(0)
  expect(picked[2]! / picked[0]!).toBeGreaterThan(2.6)
  expect(picked[2]! / picked[0]!).toBeLessThan(3.4)
})

test('ids look like Stripe’s and do not collide', () => {
  const ids = new Set(Array.from({ length: 20_000 }, (_, n) => idOf(1, 'ch', `sale/${n}`)))
  expect(ids.size).toBe(20_000)
  for (const id of [...ids].slice(0, 50)) expect(id).toMatch(/^ch_[0-9A-Za-z]{24}$/)
})

test('the agenda gives back what is due by time, and by order of planning within a second', () => {
  const agenda = new Agenda()
  const done: string[] = []
  for (const [at, name] of [
    [30, 'c'],
    [10, 'a'],
    [20, 'b1'],
    [20, 'b2'],
    [40, 'd'],
  ] as const) {
    agenda.add(at, () => done.push(name))
  }
  for (let task = agenda.takeBefore(40); task !== undefined; task = agenda.takeBefore(40)) task.run()
  expect(done).toEqual(['a', 'b1', 'b2', 'c'])
})
