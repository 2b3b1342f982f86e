import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { env } from '../env'
import { keyring } from './keyring'
import { blindIndex, open, openBytes, seal, sealBytes, sealedUnder } from './seal'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const place = { marketplaceId: 'm', table: 'app_user', column: 'email_enc', row: 'usr_1' }
const withKeys = (keys: string) => {
  Object.assign(process.env, { DATABASE_URL: 'postgresql://x', NEXTAUTH_SECRET: 'x'.repeat(32), ENCRYPTION_KEYS: keys })
  env().ENCRYPTION_KEYS = keys
}
beforeEach(() => withKeys(`a:${key(1)}`))

test('what is sealed opens in its own place to the same text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => open(place, seal(place, text)) === text))
})

test('bytes are sealed byte for byte, and open nowhere else', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => openBytes(place, sealBytes(place, bytes)).equals(Buffer.from(bytes))),
  )
  expect(() => openBytes({ ...place, row: 'usr_2' }, sealBytes(place, Buffer.from('ana')))).toThrow()
  expect(() => openBytes(place, Buffer.from('ana'))).toThrow('Not a sealed value')
})

test.each(['marketplaceId', 'table', 'column', 'row'] as const)('a value moved to another %s does not open', (part) => {
  const sealed = seal(place, 'ana@fernhollow.example')
  expect(() => open({ ...place, [part]: 'other' }, sealed)).toThrow()
})

test('the same text sealed twice looks different, and its blind index the same', () => {
  expect(seal(place, 'ana')).not.toBe(seal(place, 'ana'))
  expect(blindIndex('m', ' Ana@Fernhollow.example ')).toBe(blindIndex('m', 'ana@fernhollow.example'))
  expect(blindIndex('m', 'ana')).not.toBe(blindIndex('n', 'ana'))
})

test('after a rotation old values open, new ones carry the new key, and the blind index stays', () => {
  const [old, index] = [seal(place, 'ana'), blindIndex('m', 'ana')]
  withKeys(`b:${key(2)},a:${key(1)}`)
  expect(open(place, old)).toBe('ana')
  expect(sealedUnder(seal(place, 'ana'))).toBe('b')
  expect(blindIndex('m', 'ana')).toBe(index)
  withKeys(`b:${key(2)}`)
  expect(() => open(place, old)).toThrow('Sealed under key "a", which is not in ENCRYPTION_KEYS')
})

test('a key of the wrong length says so', () => {
  expect(() => keyring(`a:${Buffer.alloc(31).toString('base64')}`)).toThrow('key "a" is 31 bytes, wants 32')
})
