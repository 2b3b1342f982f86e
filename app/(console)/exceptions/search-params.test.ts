import { expect, test } from 'vitest'
import { directionOf, loadQueueParams, sortOf } from './search-params'

test('amounts are ranked within one currency only: without one the nearest date comes first', () => {
  const mixed = loadQueueParams({ sort: 'amount' })
  expect([sortOf(mixed), directionOf(mixed)]).toEqual(['due', 'asc'])
  const euros = loadQueueParams({ sort: 'amount', currency: 'eur' })
  expect([sortOf(euros), directionOf(euros)]).toEqual(['amount', 'desc'])
})

test('what is settled lists the newest first; nothing else can be asked for in that order', () => {
  const settled = loadQueueParams({ view: 'resolved' })
  expect([sortOf(settled), directionOf(settled)]).toEqual(['closed', 'desc'])
  expect(sortOf(loadQueueParams({ sort: 'closed' }))).toBe('due')
  expect(sortOf(loadQueueParams({ view: 'resolved', q: 'ch_1', sort: 'closed' }))).toBe('due')
})
