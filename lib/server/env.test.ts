import { expect, test } from 'vitest'
import { parseEnv } from './env'

const good = {
  DATABASE_URL: 'postgresql://app@localhost/counterfoil',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
}

test('what is optional has a default', () => {
  expect(parseEnv(good)).toMatchObject({
    STRIPE_API_URL: 'https://api.stripe.com',
    STRIPE_READ_RATE: 100,
    COUNTERFOIL_CLOCK: 'system',
  })
})

test('every missing or malformed value names itself and says what it wants', () => {
  const broken = { ...good, DATABASE_URL: '', ENCRYPTION_KEYS: 'secret', COUNTERFOIL_CLOCK: 'yesterday' }
  expect(() => parseEnv(broken)).toThrow(
    /DATABASE_URL is missing[\s\S]*ENCRYPTION_KEYS wants "keyId:base64 of 32 bytes"[\s\S]*COUNTERFOIL_CLOCK wants "system" or "anchor/,
  )
})
