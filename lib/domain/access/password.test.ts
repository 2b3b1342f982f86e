import { expect, test } from 'vitest'
import { checkPassword } from './password'

test.each([
  ['correct horse battery', true],
  ['sieben Zwerge im Wald', true],
  ['short', 'too_short'],
  ['x'.repeat(257), 'too_long'],
  ['ana.petrova is here', 'like_the_address'],
  ['aaaaaaaaaaaaaa', 'too_simple'],
  ['ababababababab', 'too_simple'],
  ['PasswordPassword', 'too_simple'],
  ['🦊🦊🦊🦊', 'too_short'],
])('%s', (password, expected) => {
  const verdict = checkPassword(password, 'Ana.Petrova@fernhollow.example')
  expect(verdict.ok ? true : verdict.reason).toBe(expected)
})
