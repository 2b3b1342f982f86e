import { expect, test } from 'vitest'
import { accountNumbers, lastFourOf, numberToKeep } from './account-numbers'
import { doesContinue } from './does-continue'

test('an account is recognised by its IBAN, by bank code and number, and with a currency behind it', () => {
  expect(accountNumbers('de89 3704 0044 0532 0130 00')).toEqual(['DE89370400440532013000'])
  expect(accountNumbers('37040044/0532013000')).toContain('DE89370400440532013000')
  expect(accountNumbers('37040044/532013000EUR')).toContain('DE89370400440532013000')
  expect(accountNumbers('COBADEFFXXX/DE89370400440532013000')).toContain('DE89370400440532013000')
  expect(numberToKeep('37040044/532013000EUR')).toBe('DE89370400440532013000')
  expect(numberToKeep('12345/678901')).toBe('12345/678901')
  expect(lastFourOf('DE89370400440532013000')).toBe('3000')
})

test.each([
  ['opens where the first one closed, and the day moved the balance', 150n, 50n, '8', true],
  ['opens elsewhere', 140n, 50n, '8', false],
  ['opens where the first one closed, the day cancels out, and its number follows', 150n, 0n, '8', true],
  ['opens where the first one closed, the day cancels out, and its number does not follow', 150n, 0n, '9', false],
  ['says nothing of its opening', null, 50n, '8', false],
])('a statement that %s', (_, openingMinor, sharedDayMinor, sequence, goesOn) =>
  expect(doesContinue({ sequence: '7', closingMinor: 150n, sharedDayMinor }, { openingMinor, sequence })).toBe(goesOn),
)
