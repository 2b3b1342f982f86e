import { expect, test } from 'vitest'
import { loadQueueParams } from '../search-params'
import { canonicalQuery, viewQuery } from './view-query'

test('a view keeps filter, order, columns and density, not the page and not what lies open', () => {
  const params = loadQueueParams({
    kind: 'FEE_VARIANCE,DUPLICATE',
    sort: 'age',
    cols: 'reason,number',
    density: 'compact',
    after: 'abc.def',
    item: 'exc_1',
    act: 'resolve',
  })
  expect(viewQuery(params)).toBe('kind=FEE_VARIANCE,DUPLICATE&sort=age&cols=reason,number&density=compact')
})

test('the same list is the same text, however it was written; what nobody offers is left out', () => {
  expect(canonicalQuery('density=usual&sort=age&kind=DUPLICATE')).toBe('kind=DUPLICATE&sort=age')
  expect(canonicalQuery('kind=NONSENSE&colour=red')).toBe('')
  expect(canonicalQuery('')).toBe('')
})
