import { type Resolution, resolutions } from '../exceptions/resolution'
import { tagFrom } from '../exceptions/tags/tag'

/**
 * What a rule does with what fits: it gives a reason, or it hands the exception to somebody, puts a word on it, or lets
 * somebody know. None of these is what a rule looks for, so that no rule can start another or itself.
 */
export type Deed =
  | { act: 'resolve'; resolution: Resolution }
  /** A person's id, or a way to choose one. */
  | { act: 'assign'; to: string }
  | { act: 'tag'; tag: string }
  | { act: 'tell'; to: string }

/** A deed as it is kept, bound to the approval and read again: a reason by its name, anything else as `act:value`. */
export type DeedText = string & { readonly deed?: never }

/** What a form sends where a word is to be put on them; the word stands beside it. */
export const tagMark = 'tag'

/** Null where the text says nothing that a rule does. */
export function readDeed(text: DeedText): Deed | null {
  const reason = resolutions.find((one) => one === text)
  if (reason) return { act: 'resolve', resolution: reason }
  const [, act, value = ''] = /^(assign|tag|tell):(.{1,100})$/u.exec(text) ?? []
  if (act === 'assign' || act === 'tell') return /^[\w.-]+$/.test(value) ? { act, to: value } : null
  if (act !== 'tag') return null
  const tag = tagFrom(value)
  return tag.ok ? { act, tag: tag.value } : null
}

/** The one text of a deed. */
export function deedText(deed: Deed): DeedText {
  if (deed.act === 'resolve') return deed.resolution
  return deed.act === 'tag' ? `tag:${deed.tag}` : `${deed.act}:${deed.to}`
}

/** "It would have fired 14 times in the last 90 days; 3 of these still wait for somebody." */
export function sayFired(days: number, times: number, open: number): string {
  if (times === 0) return `Nothing of the last ${days} days fits: it would not have fired.`
  const once = times === 1 ? 'once' : `${times} times`
  return `It would have fired ${once} in the last ${days} days; ${open} of these still ${open === 1 ? 'waits' : 'wait'} for somebody. It acts on what is found after it was activated.`
}
