import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meantBy, mentionAt, mentionsIn, splitMentions } from './mentions'

const people = [
  { id: 'u1', name: 'Ana Lund' },
  { id: 'u2', name: 'Ana Lund-Berg' },
  { id: 'u3', name: 'Cleo' },
  { id: 'u4', name: '王芳' },
]

test.each([
  ['@Ana Lund please look', ['u1']],
  ['@ana lund-berg and @CLEO, please', ['u2', 'u3']],
  ['(@Cleo)', ['u3']],
  ['@Cleo @Cleo', ['u3']],
  ['请 @王芳 看', ['u4']],
  ['write to me@Cleo', []],
  ['@Cleopatra', []],
  ['@Ana', []],
  ['@', []],
])('"%s" names %j', (text, named) => expect(mentionsIn(text, people)).toEqual(named))

describe('for any text', () => {
  const anyText = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('@', '@Cleo', '@Ana Lund', ' ')))
  test('the parts together are the text', () => {
    fc.assert(
      fc.property(anyText, (pieces) => {
        const text = pieces.join('')
        expect(
          splitMentions(text, people)
            .map((part) => part.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})

test('what is written behind an @ is looked for by the beginning of a name or of a word of it', () => {
  expect(mentionAt('to @an', 6)).toEqual({ from: 3, typed: 'an' })
  expect(mentionAt('to @', 4)).toEqual({ from: 3, typed: '' })
  expect(mentionAt('a@b', 3)).toBeNull()
  expect(mentionAt('@a\nb', 4)).toBeNull()
  expect(meantBy('lund', people).map(({ id }) => id)).toEqual(['u1', 'u2'])
  expect(meantBy('zz', people)).toEqual([])
})
