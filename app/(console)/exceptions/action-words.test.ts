import { expect, test } from 'vitest'
import { unreadable } from '../act'
import { AssignForm, AssignManyForm, CommentForm, ReopenForm, ResolveForm } from './action-words'

const good = { id: 'exc_1', version: '3', resolution: 'booked_by_hand', note: 'refunded by hand' }

function wordsFor(parsed: ReturnType<typeof ResolveForm.safeParse>): string {
  return parsed.success ? '' : unreadable(parsed.error)
}

test.each([
  [{ ...good, note: '  ' }, 'Say in a few words what was done.'],
  [{ ...good, note: 'x'.repeat(2001) }, 'Keep the note under 2,000 characters.'],
  [{ ...good, resolution: 'other' }, 'Choose a reason.'],
  [{ ...good, version: '0' }, 'This form could not be read. Nothing was changed: load the page again.'],
  [{ ...good, version: '99999999999' }, 'This form could not be read. Nothing was changed: load the page again.'],
  [{ ...good, id: 'exc\u0000' }, 'This form could not be read. Nothing was changed: load the page again.'],
  [{ note: 'refunded by hand' }, 'This form could not be read. Nothing was changed: load the page again.'],
])('what cannot be read is answered in words of ours: %#', (form, words) => {
  expect(wordsFor(ResolveForm.safeParse(form))).toBe(words)
})

test('what somebody writes by hand instead of a form is refused, not thrown', () => {
  for (const form of [null, undefined, 'text', [], { id: {} }, { id: ['a'] }, { id: 'a'.repeat(101), version: 1 }])
    for (const reads of [ResolveForm, ReopenForm, CommentForm, AssignForm, AssignManyForm])
      expect(reads.safeParse(form).success).toBe(false)
})

test('a bulk act takes what was selected, each with the version that was seen', () => {
  const many = AssignManyForm.parse({ items: ['exc_1:3', 'exc_2:1'], assigneeId: 'usr_1' })
  expect(many.items).toEqual([
    { id: 'exc_1', version: 3 },
    { id: 'exc_2', version: 1 },
  ])
  const none = AssignManyForm.safeParse({ items: [], assigneeId: 'usr_1' })
  expect(none.success || unreadable(none.error)).toBe('Select something first.')
})
