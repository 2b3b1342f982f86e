import { expect, test } from 'vitest'
import { anchoredTime } from './clock'

const setting = 'anchor:2026-01-01T00:00:00.000Z,2026-06-01T00:00:00.000Z,120'

test('a minute of the machine is two hours of a clock that runs 120 times as fast', () => {
  expect(anchoredTime(setting, new Date('2026-01-01T00:01:00Z'))).toEqual(new Date('2026-06-01T02:00:00Z'))
})

test('before its anchor the clock stood still: what was done while the world was laid did not happen days ago', () => {
  expect(anchoredTime(setting, new Date('2025-12-31T23:50:00Z'))).toEqual(new Date('2026-06-01T00:00:00Z'))
})
