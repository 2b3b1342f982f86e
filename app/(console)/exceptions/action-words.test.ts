import { expect, test } from 'vitest'
import { unreadable } from '../act'
import { AssignForm, CommentForm, ReopenForm, ResolveForm } from './action-words'

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
    for (const reads of [ResolveForm, ReopenForm, CommentForm, AssignForm])
      expect(reads.safeParse(form).success).toBe(false)
})
