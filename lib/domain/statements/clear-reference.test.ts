import { expect, test } from 'vitest'
import { clearReference, matchText } from './clear-reference'

test.each(['E2E-2026-10-31-0001', 'ST-A1B2C3D4E5F6', 'po_1Qabcdef', 'NTRF123'])(
  '%s is a machine’s and may stand in clear',
  (text) => expect(clearReference(text)).toBe(text),
)

test.each([
  'Rent Ada Lovelace',
  'LOVELACE',
  'DE89370400440532013000',
  'ada1@example.org',
  '+491701234567',
  '00491701234567',
  'NOTPROVIDED',
  '',
  'a\u0000b1',
])('%s may be a person and stays sealed', (text) => expect(clearReference(text)).toBeNull())

test('the text to match by holds the provider’s words and no name', () => {
  expect(matchText('STRIPE PAYMENTS EUROPE Ada Lovelace', 'ref ST-A1B2C3D4E5F6 stripe')).toBe('st-a1b2c3d4e5f6 stripe')
  expect(matchText('Rent October', null, 'Ada Lovelace')).toBeNull()
})
