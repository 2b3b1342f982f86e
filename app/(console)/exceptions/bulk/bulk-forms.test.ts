import { expect, test } from 'vitest'
import { unreadable } from '../../act'
import { bulkState, reasonsOf } from './bulk-answer'
import { AssignManyForm, SettleManyForm } from './bulk-forms'

test('a bulk act takes what was selected, each with the version that was seen', () => {
  const many = AssignManyForm.parse({ items: ['exc_1:3', 'exc_2:1'], assigneeId: 'usr_1' })
  expect(many.items).toEqual([
    { id: 'exc_1', version: 3 },
    { id: 'exc_2', version: 1 },
  ])
  const none = AssignManyForm.safeParse({ items: [], assigneeId: 'usr_1' })
  expect(none.success || unreadable(none.error)).toBe('Select something first.')
})

test('the same row named twice is one row; what no form of ours sends is refused, not thrown', () => {
  expect(AssignManyForm.parse({ items: ['exc_1:3', 'exc_1:3'], assigneeId: 'usr_1' }).items).toHaveLength(1)
  const many = Array.from({ length: 201 }, (_, at) => `exc_${at}:1`)
  const tooMany = AssignManyForm.safeParse({ items: many, assigneeId: 'usr_1' })
  expect(tooMany.success || unreadable(tooMany.error)).toBe('At most 200 at a time.')
  for (const form of [null, 'text', { items: 'exc_1:1' }, { items: ['exc_1'] }, { items: ['exc_1:0'] }])
    for (const reads of [AssignManyForm, SettleManyForm]) expect(reads.safeParse(form).success).toBe(false)
})

test('a deed is one that the list offers, with a note, and a day that exists', () => {
  const good = { items: ['exc_1:1'], deed: 'not_ours', note: 'not of this platform' }
  expect(SettleManyForm.parse(good)).toMatchObject({ deed: 'not_ours', until: null })
  const words = (form: object) => {
    const read = SettleManyForm.safeParse({ ...good, ...form })
    return read.success ? '' : unreadable(read.error)
  }
  expect(words({ deed: 'create_transfer' })).toBe('Choose what is to be done.')
  expect(words({ note: ' ' })).toBe('Say in a few words what was done.')
  expect(words({ deed: 'wait_until', until: '2026-13-45' })).toBe('Choose a day.')
})

test('the answer counts what was done, what waits for a second person and what was not done', () => {
  const rows = [
    { id: 'a', outcome: 'done', why: null },
    { id: 'b', outcome: 'asked', why: null },
    { id: 'c', outcome: 'refused', why: 'It does not fit.' },
    { id: 'd', outcome: 'refused', why: 'It does not fit.' },
  ] as const
  expect(bulkState('resolved', rows)).toMatchObject({
    kind: 'refused',
    sentence: '1 resolved, 1 waits for a second person, 2 not resolved.',
  })
  expect(reasonsOf(rows)).toEqual([{ why: 'It does not fit.', count: 2 }])
  expect(bulkState('assigned', rows.slice(0, 1))).toMatchObject({ kind: 'done', sentence: '1 assigned.' })
})
