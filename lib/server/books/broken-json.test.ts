import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonBreaksAt } from './broken-json'
import { invalidUtf8At, lineAt } from './broken-utf8'

test.each([
  ['[{"a":', 6],
  ['[1,2', 4],
  ['{"a" 1}', 5],
  ['x', 0],
  ['[1,,2]', 3],
  ['[1,]', 3],
  ['{"a":1,}', 7],
  ['["a\u0000b"]', 3],
  ['["a\\x"]', 3],
  ['[1] 2', 4],
  ['[01]', 2],
  ['[1e]', 2],
  ['{1:2}', 1],
  ['[1}', 2],
  ['["half', 6],
  ['', 0],
])('%j stops being JSON at %i', (text, at) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError)
  expect(jsonBreaksAt(text)).toBe(at)
})

test('what parses never breaks, however it is spaced', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, space) => {
      const text = JSON.stringify(value, null, space)
      expect(jsonBreaksAt(text)).toBe(text.length)
    }),
  )
})

test('what does not parse breaks somewhere: cut short at its end, changed at the change or after it', () => {
  const texts = fc.tuple(fc.jsonValue(), fc.nat(), fc.constantFrom('', '\u0001', '}', ',', '"'))
  fc.assert(
    fc.property(texts, ([value, seed, put]) => {
      const text = JSON.stringify([value])
      const at = seed % text.length
      const spoilt = text.slice(0, at) + put
      if (parses(spoilt)) return
      expect(jsonBreaksAt(spoilt)).toBeGreaterThanOrEqual(put === '' ? spoilt.length - 5 : at - 5)
      expect(jsonBreaksAt(spoilt)).toBeLessThanOrEqual(spoilt.length)
    }),
  )
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('the first byte that is no UTF-8 is found, and the line it stands on', () => {
  const bytes = Buffer.concat([Buffer.from('Grüße\nan '), Buffer.from([0xc3]), Buffer.from('(?)')])
  expect(invalidUtf8At(bytes)).toBe(11)
  expect(lineAt(bytes, 11)).toBe(2)
  expect(invalidUtf8At(Buffer.from('Grüße'))).toBe(7)
  // Cut within a character: it is that character which is not whole.
  expect(invalidUtf8At(Buffer.from('Grü').subarray(0, 3))).toBe(2)
  expect(invalidUtf8At(Buffer.from('G😀').subarray(0, 4))).toBe(1)
})
