import { expect, test } from 'vitest'
import { Store } from './store'

const refund = (id: string, created: number, amount = 100) => ({ id, object: 'refund', created, amount })

test('a list stands in creation order, whatever the order of arrival', () => {
  const store = new Store()
  for (const [id, created] of [
    ['re_b', 20],
    ['re_d', 40],
    ['re_a', 10],
    ['re_c', 20],
  ] as const) {
    store.put('acct_1', refund(id, created))
  }
  expect(store.list('acct_1', 'refund').map((r) => r.id)).toEqual(['re_a', 're_b', 're_c', 're_d'])
})

test('a replaced object keeps its place, raises its version and renews its JSON', () => {
  const store = new Store()
  store.put('acct_1', refund('re_a', 10))
  store.put('acct_1', refund('re_b', 5))
  expect(store.json('acct_1', 're_a')).toContain('"amount":100')
  store.put('acct_1', refund('re_a', 10, 70))
  expect(store.version('acct_1', 're_a')).toBe(2)
  expect(store.json('acct_1', 're_a')).toContain('"amount":70')
  expect(store.list('acct_1', 'refund').map((r) => [r.id, r.amount])).toEqual([
    ['re_b', 100],
    ['re_a', 70],
  ])
})

test('one account never sees another account’s objects', () => {
  const store = new Store()
  store.put('acct_1', refund('re_a', 10))
  expect(store.get('acct_2', 're_a')).toBeUndefined()
  expect(store.list('acct_2', 'refund')).toEqual([])
  expect(store.version('acct_2', 're_a')).toBe(0)
  expect(() => store.json('acct_2', 're_a')).toThrow('no re_a')
})
