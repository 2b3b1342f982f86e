import { expect, test } from 'vitest'
import { clientAddress } from './client-address'

test.each([
  ['203.0.113.7', 1, '203.0.113.7'],
  ['10.0.0.9, 203.0.113.7', 1, '203.0.113.7'],
  ['203.0.113.7, 198.51.100.2', 2, '203.0.113.7'],
  ['203.0.113.7', 2, '203.0.113.7'],
  ['::ffff:203.0.113.7', 1, '203.0.113.7'],
  ['203.0.113.7:4711', 1, '203.0.113.7'],
  ['2001:db8:1:2:aaaa::1', 1, '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:0:0:0:9', 1, '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::5]:443', 1, '2001:db8:1:2::/64'],
  ['::1', 1, '0:0:0:0::/64'],
  ['', 1, 'unknown'],
  [null, 1, 'unknown'],
])('%s behind %d proxies is %s', (header, hops, expected) => {
  expect(clientAddress(header, hops)).toBe(expected)
})

test('what the sender writes in front changes nothing', () => {
  const honest = clientAddress('203.0.113.7', 1)
  for (const lie of ['1.1.1.1', 'unknown', '::1, 2.2.2.2', ',']) {
    expect(clientAddress(`${lie}, 203.0.113.7`, 1)).toBe(honest)
  }
})
