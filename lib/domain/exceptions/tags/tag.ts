import type { Actor } from '../../access/actor'
import { can } from '../../access/can'
import { ok, type Result, refuse, type Verdict } from '../../base/result'

export const tagPolicy = { tagsPerException: 10, longest: 32, rowsAtOnce: 200 }

export type TagRefusal = 'not_permitted' | 'bad_tag' | 'too_many_tags'

export const tagSentences: Record<TagRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not tag them.',
  bad_tag: `A tag is a word or a few: letters, digits and hyphens, at most ${tagPolicy.longest} characters.`,
  too_many_tags: `An exception carries at most ${tagPolicy.tagsPerException} tags: take one off first.`,
}

/** Who may speak about an exception may put words on it; a settled one too. */
export function canTag(actor: Actor): Verdict<'not_permitted'> {
  return can(actor, 'exception.comment') ? ok() : refuse('not_permitted')
}

/** One way to write a tag, so that equal words are one: lower case, words joined by hyphens. */
export function tagFrom(text: string): Result<string, 'bad_tag'> {
  const tag = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
    .replace(/^-|-$/g, '')
  const isTag = /^[\p{L}\p{M}\p{N}-]+$/u.test(tag) && tag.length <= tagPolicy.longest
  return isTag ? ok(tag) : refuse('bad_tag')
}
