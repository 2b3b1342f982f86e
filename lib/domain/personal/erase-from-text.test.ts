import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textEraser } from './erase-from-text'
import { identifiersFrom } from './identifiers'

const u = '\u001f'
const ada = {
  [`billing_details${u}name`]: 'Ada Byron Lovelace',
  [`billing_details${u}phone`]: '+44 20 7946 0001',
  [`billing_details${u}address${u}line1`]: '12 St James’s Square',
  [`billing_details${u}address${u}city`]: 'London',
  receipt_email: 'ada@example.org',
  description: 'Thanks, write to ada.l@work.example',
  [`metadata${u}buyer_nickname`]: 'Countess',
  [`external_accounts${u}data${u}0${u}iban`]: 'GB33BUKB20201555555555',
  [`external_accounts${u}data${u}0${u}bank_name`]: 'Old Street Bank',
  [`external_accounts${u}data${u}0${u}last4`]: '5555',
}
const erase = textEraser(identifiersFrom('ada@example.org', [ada]))
const rest = (text: string, about = false) => erase(text, about) ?? text

describe('whole identifiers go from every text', () => {
  test.each([
    ['her address', 'Wrote to ADA@Example.org.', 'Wrote to [erased].'],
    ['in the name of a file', 'ada@example.org.csv', '[erased].csv'],
    ['an address found in a description', 'cc ada.l@work.example, done', 'cc [erased], done'],
    ['her full name', 'ada byron\nlovelace says no', '[erased] says no'],
    ['last name first', 'Lovelace, Ada Byron (buyer)', '[erased] (buyer)'],
    ['without the middle', 'Mrs Ada Lovelace', 'Mrs [erased]'],
    ['a number otherwise grouped', 'call +44(20)7946-0001 now', 'call [erased] now'],
    ['a number as dialled at home', 'call 020 7946 0001 now', 'call [erased] now'],
    ['a bank account in groups of four', 'GB33 BUKB 2020 1555 5555 55', '[erased]'],
    ['a street with its number', 'sent to 12 St James’s Square, London', 'sent to [erased], London'],
  ])('%s', (_, text, left) => expect(rest(text)).toBe(left))
})

describe('what is somebody else’s, or nobody’s, stays', () => {
  test.each([
    'xada@example.org and ada@example.organic are other people',
    'The Old Street Bank in London, card 5555',
    'Ada is a language, and a countess is a countess',
    'invoice 120794600019 over 1,200',
    'Lovelaces of this world',
  ])('%s', (text) => expect(erase(text, false)).toBeNull())
})

test('words of a name count in a text about the person, and beside their address', () => {
  expect(rest('Lovelace called, ADA too; the countess did not.', true)).toBe(
    '[erased] called, [erased] too; the countess did not.',
  )
  expect(rest('ada@example.org: Ada wants it back')).toBe('[erased]: [erased] wants it back')
  const may = textEraser(identifiersFrom('m@x.example', [{ first_name: 'May', last_name: 'Will' }]))
  expect(may('It may be that she will pay in May', true)).toBe('It may be that she will pay in [erased]')
})

test('names in two fields are one name, and Japanese ones need no blanks around them', () => {
  const person = { [`individual${u}first_name`]: 'Grace', [`individual${u}last_name`]: 'Hopper' }
  const kanji = {
    [`individual${u}first_name_kanji`]: '太郎',
    [`individual${u}last_name_kanji`]: '山田',
    name: '山田太郎',
  }
  const both = textEraser(identifiersFrom('g@x.example', [person, kanji]))
  expect(both('Hopper, Grace and Grace Hopper', false)).toBe('[erased] and [erased]')
  expect(both('山田太郎様より、山田 太郎です', false)).toBe('[erased]様より、[erased]です')
  expect(both('Grace period', false)).toBeNull()
})

test('a firm goes by its whole name, not by the words in it', () => {
  const firm = textEraser(identifiersFrom('shop@x.example', [{ [`company${u}name`]: 'The Old Bakery Ltd' }]))
  expect(firm('The baker of The Old Bakery Ltd is Old', true)).toBe('The baker of [erased] is Old')
})

test('nothing of the person is left, and erasing again changes nothing, whatever stands around', () => {
  const piece = fc.constantFrom('ada@example.org', 'Ada Lovelace', '+44 20 7946 0001', 'GB33BUKB20201555555555')
  const filler = fc.string().filter((text) => !/[\p{L}\p{N}@._%+-]/u.test(text))
  fc.assert(
    fc.property(filler, piece, filler, piece, (a, one, b, two) => {
      const left = rest(`${a} ${one} ${b} ${two}`)
      for (const gone of [one, two]) expect(left).not.toContain(gone)
      expect(erase(left, true)).toBeNull()
    }),
  )
})

test('a person of whom only the address is known, with every sign that a pattern might trip over', () => {
  const odd = textEraser(
    identifiersFrom('a+b.(c)*$@x-y.example', [{ name: '?', phone: '+', nested: { first_name: ['[Ed'] } }]),
  )
  expect(odd('to a+b.(c)*$@x-y.example', false)).toBe('to [erased]')
  expect(odd('nothing here', true)).toBeNull()
})
