import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clearReference, matchText } from './clear-reference'

test.each(['ST-A1B2C3D4E5F6', 'po_1Qabcdef', 'NTRF123', 'FT26304K7QX1', 'R7KX2M9PQ4ZT'])(
  '%s is a machine’s and may stand in clear',
  (text) => expect(clearReference(text)).toBe(text),
)

test.each([
  'Rent Ada Lovelace',
  'LOVELACE',
  'LOVELACE1815',
  '1985SCHMIDT',
  'HANS.MUELLER-1985',
  'RE-4711-ANNA_SCHMIDT',
  're_annaschmidt',
  'po_hansmueller1985',
  'po_491701234567',
  'DE89370400440532013000',
  'DE89370400440532013000/x',
  'XDE89370400440532013000X',
  '37040044/0532013000',
  '370400440532013000',
  'ada1@example.org',
  '+491701234567',
  '00491701234567',
  '01701234567',
  'TEL01701234567',
  '4111111111111111',
  'CARD4111111111111111',
  'NOTPROVIDED',
  '',
  'a\u0000b1',
])('%s may be a person and stays sealed', (text) => expect(clearReference(text)).toBeNull())

test('an account whose digits stand in short pieces is found by its check digits', () => {
  expect(clearReference('XMT29MALT0110A0012345MT')).toBeNull()
  expect(clearReference('XMT31MALT0110A0012345MT')).toBe('XMT31MALT0110A0012345MT')
})

test('whatever is put around it, an IBAN never stands in clear', () => {
  const piece = fc.stringMatching(/^[A-Z0-9]{0,6}$/)
  fc.assert(
    fc.property(piece, piece, (before, behind) => {
      expect(clearReference(`${before}GB29NWBK60161331926819${behind}`)).toBeNull()
    }),
  )
})

test('nearly every reference that a bank’s machine makes of fourteen random signs passes', () => {
  const made = fc.sample(fc.stringMatching(/^[A-Z0-9]{14}$/), { numRuns: 5000, seed: 3 })
  expect(made.filter((text) => clearReference(text) !== null).length).toBeGreaterThan(4900)
})

test('the text to match by holds the provider’s words and no name', () => {
  expect(matchText('STRIPE PAYMENTS EUROPE Ada Lovelace', 'ref ST-A1B2C3D4E5F6 stripe')).toBe('stripe st-a1b2c3d4e5f6')
  expect(matchText('Rent October', null, 'Ada Lovelace re_adalovelace tr_491701234567')).toBeNull()
})

test('the provider’s name stands before its ids, however many there are', () => {
  const ids = Array.from({ length: 9 }, (_, at) => `po_${at}abcdefgh`)
  expect(matchText(ids.join(' '), 'STRIPE')?.split(' ')).toEqual(['stripe', ...ids.slice(0, 7)])
})
