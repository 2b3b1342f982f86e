import { expect, test } from 'vitest'
import { base32, codeOf, enrolAddress, plainRecoveryCode, stepAt, stepOf } from './totp'

const secret = Buffer.from('12345678901234567890')

// RFC 6238, appendix B: the last six of its eight digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code is %s', (second, code) => expect(codeOf(secret, stepAt(new Date(second * 1000)))).toBe(code))

test('a code holds a step before and after, never twice, and nothing older than what was used', () => {
  const at = new Date(1_111_111_111_000)
  const step = stepAt(at)
  expect(stepOf(secret, codeOf(secret, step), at, 0)).toBe(step)
  expect(stepOf(secret, codeOf(secret, step - 1), at, 0)).toBe(step - 1)
  expect(stepOf(secret, codeOf(secret, step + 1), at, 0)).toBe(step + 1)
  expect(stepOf(secret, codeOf(secret, step - 2), at, 0)).toBeNull()
  expect(stepOf(secret, codeOf(secret, step + 2), at, 0)).toBeNull()
  expect(stepOf(secret, codeOf(secret, step), at, step)).toBeNull()
  expect(stepOf(secret, codeOf(secret, step - 1), at, step)).toBeNull()
  expect(stepOf(secret, '', at, 0)).toBeNull()
})

// RFC 4648, section 10.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('"%s" in base32 is "%s"', (text, expected) => expect(base32(Buffer.from(text))).toBe(expected))

test('the picture names issuer and account, and a recovery code is read however it is written', () => {
  expect(enrolAddress(secret, 'a b@x.example', 'Counterfoil')).toBe(
    'otpauth://totp/Counterfoil:a%20b%40x.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Counterfoil',
  )
  expect(plainRecoveryCode(' abcde-fg234 ')).toBe('ABCDEFG234')
})
