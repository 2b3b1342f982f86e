import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkUrl, isPublicAddress } from './address-guard'
import { catalogPage, eventBody } from './catalog'
import { nextTry } from './retry'
import { signMessage } from './sign'

test('the page of events says what the catalogue says', () => {
  expect(readFileSync('docs/events.md', 'utf8')).toBe(catalogPage())
})

// The example of the Standard Webhooks specification, 1.0.
test('a message is signed as the standard says', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const body = '{"test": 2432232314}'
  expect(signMessage(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('the body is the same text whenever it is written', () => {
  const event = {
    id: 'evt_1',
    type: 'exception.opened',
    subject: 'ex_1',
    at: new Date(0),
    marketplaceId: 'm',
    data: { b: 1, a: 2 },
  }
  expect(eventBody(event)).toBe(
    '{"id":"evt_1","type":"exception.opened","version":1,"at":"1970-01-01T00:00:00.000Z","marketplace":"m","subject":"ex_1","data":{"b":1,"a":2}}',
  )
})

test('tries lie farther and farther apart, for about three days, and then end', () => {
  const now = new Date(0)
  const waits = Array.from({ length: 12 }, (_, nth) => nextTry(nth + 1, now)?.getTime() ?? null)
  expect(waits.slice(10)).toEqual([null, null])
  const times = waits.flatMap((wait) => wait ?? [])
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  const hours = times.reduce((sum, wait) => sum + wait, 0) / 3_600_000
  expect(hours).toBeGreaterThan(65)
  expect(hours).toBeLessThan(80)
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['10.1.2.3', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['100.100.100.200', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00:ec2::254', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['localhost', false],
])('%s is public: %s', (address, isPublic) => expect(isPublicAddress(address)).toBe(isPublic))

test.each([
  ['https://example.org/hooks?x=1', 'ok'],
  ['http://example.org/', 'not_https'],
  ['ftp://example.org/', 'not_https'],
  ['https://user:pw@example.org/', 'has_password'],
  ['https://10.0.0.1/', 'own_network'],
  ['https://[::1]/', 'own_network'],
  ['https://0x7f000001/', 'own_network'],
  ['https://2130706433/', 'own_network'],
  ['https://localhost/', 'own_network'],
  ['https://169.254.169.254/latest', 'own_network'],
  ['example.org', 'not_a_url'],
  ['', 'not_a_url'],
  [`https://example.org/${'a'.repeat(500)}`, 'too_long'],
  ['http://localhost:8080/', 'not_https'],
])('%s is %s', (text, verdict) => {
  const checked = checkUrl(text, false)
  expect(checked.ok ? 'ok' : checked.reason).toBe(verdict)
})

test('a demo may send to this machine, and to no other private address', () => {
  expect(checkUrl('http://localhost:8080/hooks', true).ok).toBe(true)
  expect(checkUrl('http://10.0.0.1/', true)).toMatchObject({ reason: 'not_https' })
  expect(checkUrl('https://10.0.0.1/', true)).toMatchObject({ reason: 'own_network' })
})
