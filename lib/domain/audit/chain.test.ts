import { expect, test } from 'vitest'
import { type ChainRow, chainStart, chainText, whyBroken } from './chain'

const facts = {
  at: new Date('2026-11-01T10:00:00Z'),
  actorKind: 'user',
  actorId: 'usr_1',
  action: 'exception.resolve',
  subject: 'exc_1',
  detail: { b: 2, a: [1n, null], gone: undefined },
}
const row: ChainRow = { ...facts, seq: 1n, prevHash: chainStart, hash: 'h1' }

test('a row is hashed over everything it says, in one order, whatever order it came in', () => {
  const text = chainText(chainStart, 'fernhollow', 1n, facts)
  expect(text).toBe(
    `{"action":"exception.resolve","actorId":"usr_1","actorKind":"user","at":"2026-11-01T10:00:00.000Z","detail":{"a":["1",null],"b":2},"marketplaceId":"fernhollow","prevHash":"${chainStart}","seq":"1","subject":"exc_1"}`,
  )
  const turned = Object.fromEntries(Object.entries(facts).reverse()) as typeof facts
  expect(chainText(chainStart, 'fernhollow', 1n, turned)).toBe(text)
})

test('a chain breaks at a row that is missing, hangs elsewhere, or says something else', () => {
  const start = { seq: 0n, hash: chainStart }
  expect(whyBroken(start, row, 'h1')).toBeNull()
  expect(whyBroken(start, { ...row, seq: 2n }, 'h1')).toBe('a row is missing')
  expect(whyBroken(start, { ...row, prevHash: 'other' }, 'h1')).toBe('it does not hang on the row before')
  expect(whyBroken(start, row, 'h2')).toBe('its text was changed')
})
