import { expect, test } from 'vitest'
import { leftOut } from './left-out'

test('what the queue offers is left out nowhere', () => {
  expect(leftOut({ kind: 'DUPLICATE,FEE_VARIANCE', view: 'mine', q: 'a=b,c', left: 'true', owner: '' })).toEqual([])
})

test('a filter that nobody offers is named, and so is a value that no filter has', () => {
  const raw = { colour: 'red', kind: 'DUPLICATE,NONSENSE', sort: 'fee', dir: ['up', 'down'], constructor: 'x' }
  expect(leftOut(raw)).toEqual(['colour=red', 'kind=DUPLICATE,NONSENSE', 'sort=fee', 'dir=up,down', 'constructor=x'])
})
