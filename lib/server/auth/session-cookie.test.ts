import { decode, encode } from 'next-auth/jwt'
import { beforeEach, expect, test } from 'vitest'
import { env } from '../env'
import { authOptions, sessionCookie } from './next-auth'

const secret = 'a secret of tests, thirty-two characters long'
beforeEach(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://x',
    NEXTAUTH_SECRET: secret,
    ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
  })
  env().NEXTAUTH_URL = 'http://localhost:3000'
})

test('over https the session travels in no other way; everywhere it is out of reach of scripts and foreign forms', () => {
  env().NEXTAUTH_URL = 'https://console.fernhollow.example'
  expect(sessionCookie()).toEqual({
    name: '__Secure-next-auth.session-token',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  })
  expect(authOptions().useSecureCookies).toBe(true)
  env().NEXTAUTH_URL = 'http://localhost:3000'
  expect(sessionCookie()).toMatchObject({ name: 'next-auth.session-token', options: { httpOnly: true, secure: false } })
})

test('next-auth is given that very cookie', () => {
  expect(authOptions().cookies?.sessionToken).toEqual(sessionCookie())
})

test('a token whose claims have another shape is nobody', async () => {
  const session = authOptions().callbacks?.session
  const read = (claims: unknown) =>
    session?.({ session: { expires: '2026-11-01' }, token: { claims } } as unknown as Parameters<typeof session>[0])
  const good = { userId: 'usr_1', marketplaceId: 'fernhollow', sessionVersion: 1, sessionId: 'ses_1' }
  expect(await read(good)).toMatchObject({ claims: good })
  for (const bad of [
    undefined,
    {},
    { ...good, sessionVersion: '1' },
    { ...good, userId: null },
    { ...good, sessionId: undefined },
  ]) {
    expect(await read(bad)).toMatchObject({ claims: undefined })
  }
})

test('a token signed with another secret does not open', async () => {
  const forged = await encode({ token: { sub: 'usr_1' }, secret: 'another secret of thirty-two characters' })
  await expect(decode({ token: forged, secret })).rejects.toThrow()
})
