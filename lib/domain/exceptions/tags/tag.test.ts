import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tagFrom, tagPolicy } from './tag'

test.each([
  ['Ask  Bank', 'ask-bank'],
  [' q4_review ', 'q4-review'],
  ['--später--', 'später'],
  ['月末', '月末'],
])('%s is the tag %s', (text, tag) => expect(tagFrom(text)).toEqual({ ok: true, value: tag }))

test.each(['', '  ', '-', 'a,b', 'a/b', 'x@y.example', '<b>', 'a'.repeat(tagPolicy.longest + 1)])(
  '"%s" is no tag',
  (text) => expect(tagFrom(text)).toMatchObject({ ok: false, reason: 'bad_tag' }),
)

test('a tag is a tag again, and goes through an address unharmed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const tag = tagFrom(text)
      if (!tag.ok) return
      expect(tagFrom(tag.value)).toEqual(tag)
      expect(tag.value.split(',')).toHaveLength(1)
      expect(new URLSearchParams(`tag=${encodeURIComponent(tag.value)}`).get('tag')).toBe(tag.value)
    }),
  )
})
