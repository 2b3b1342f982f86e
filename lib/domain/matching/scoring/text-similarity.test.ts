import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseReference, normaliseText } from './normalise-text'
import { textSimilarity } from './text-similarity'

describe('the words of a descriptor', () => {
  test.each([
    ['Zürich: Café №42 20261103', 'ZURICH CAFE NO42'],
    ['STRIPE*Payments-UK   Ltd.', 'STRIPE PAYMENTS UK LTD'],
    ['Straße', 'STRASSE'],
    ['Łódź Ørsted Ærø', 'LODZ ORSTED AERO'],
    ['ORIG CO NAME:STRIPE TRN:021000021234567', 'ORIG CO NAME STRIPE TRN'],
    ['１２ Ｓｔｒｉｐｅ', '12 STRIPE'],
    ['***', ''],
  ])('%s', (text, words) => {
    expect(normaliseText(text)).toBe(words)
  })

  test('a reference keeps its kind and loses its punctuation', () => {
    expect(normaliseReference('trace', '0210-0002 1-abc')).toBe('trace:021000021ABC')
  })
})

describe('how alike descriptors are', () => {
  test.each([
    ['the same words in another writing', 'Stripe Payments', 'STRIPE-PAYMENTS', 1000, 1000],
    ['the same words in another order', 'Stripe Payments', 'Payments Stripe', 1000, 1000],
    ['another day and trace id', 'STRIPE TRANSFER 20261103', 'STRIPE TRANSFER 20261110', 1000, 1000],
    ['cut after ten characters', 'FERNHOLLOW MARKET', 'FERNHOLLOW', 1000, 1000],
    ['cut behind a blank', 'FERNHOLLO MARKETPLACE', 'FERNHOLLO', 1000, 1000],
    ['cut after 22 characters', 'STRIPE PAYMENTS EUROPE LIMITED', 'STRIPE PAYMENTS EUROPE', 1000, 1000],
    ['a name in a long line', 'STRIPE', 'SEPA CREDIT FROM STRIPE PAYMENTS EUROPE', 700, 850],
    ['one letter wrong', 'STRIPE PAYMENTS', 'STRIPE PAYMENST', 600, 850],
    ['something else', 'STRIPE', 'RENT OFFICE', 0, 0],
    ['nothing to read', '', 'STRIPE', 0, 0],
    ['nothing on both sides', '', '', 0, 0],
    ['only digits', '123456', '123456', 0, 0],
  ])('%s', (_, a, b, least, most) => {
    expect(textSimilarity(a, b)).toBeGreaterThanOrEqual(least)
    expect(textSimilarity(a, b)).toBeLessThanOrEqual(most)
  })

  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc
      .array(fc.constantFrom('stripe', 'Payments', 'öst', '42', '20261103', 'x'), { maxLength: 5 })
      .map((w) => w.join(' ')),
  )
  test('it is a whole number up to 1000, the same from either side, and 1000 with itself', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const found = textSimilarity(a, b)
        expect(Number.isInteger(found) && found >= 0 && found <= 1000).toBe(true)
        expect(textSimilarity(b, a)).toBe(found)
        expect(textSimilarity(a, a)).toBe(normaliseText(a) === '' ? 0 : 1000)
      }),
    )
  })
})
