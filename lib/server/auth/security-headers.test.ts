import { NextRequest } from 'next/server'
import { afterEach, expect, test, vi } from 'vitest'
import config from '@/next.config'
import { proxy } from '@/proxy'

afterEach(() => vi.unstubAllEnvs())

async function rules() {
  return (await config.headers?.()) ?? []
}

test('every address answers with the standing headers', async () => {
  const [always] = await rules()
  expect(always).toMatchObject({ source: '/:path*' })
  expect(always).not.toHaveProperty('has')
  const set = Object.fromEntries((always?.headers ?? []).map(({ key, value }) => [key, value]))
  expect(set).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': expect.stringContaining('camera=()'),
  })
})

test('strict transport only in production, and only over https: a browser must not be locked out of a local http', async () => {
  const hsts = async () => (await rules()).find(({ headers }) => headers.some(({ key }) => key.startsWith('Strict-')))
  vi.stubEnv('NODE_ENV', 'development')
  expect(await hsts()).toBeUndefined()
  vi.stubEnv('NODE_ENV', 'production')
  const [condition] = (await hsts())?.has ?? []
  expect(condition).toMatchObject({ type: 'header', key: 'x-forwarded-proto' })
  const fits = (proto: string) => new RegExp(`^${condition?.value}$`).test(proto)
  expect([fits('https'), fits('https,http'), fits('http')]).toEqual([true, true, false])
})

test('a page may not be framed, and only its own nonce lets a script run; no two pages share one', () => {
  vi.stubEnv('NODE_ENV', 'production')
  const policy = () => proxy(new NextRequest('http://localhost/overview')).headers.get('content-security-policy') ?? ''
  const [first, second] = [policy(), policy()]
  expect(first).toContain(`frame-ancestors 'none'`)
  expect(first).toContain(`object-src 'none'`)
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic';/)
  expect(first).not.toContain('unsafe-eval')
  expect(first).not.toBe(second)
})

test('an address with a NUL is turned away at the door', () => {
  expect(proxy(new NextRequest('http://localhost/exceptions?item=%00')).status).toBe(400)
})
