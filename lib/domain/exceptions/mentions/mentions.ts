/** Somebody who can be named in a text. */
export type Nameable = { id: string; name: string }
/** A piece of a text, from its character `from`; `personId` where it names somebody. */
export type TextPart = { from: number; text: string; personId: string | null }

const letter = /[\p{L}\p{M}\p{N}]/u

/**
 * A text in its parts: where an @ stands at the beginning of a word and a whole name follows, somebody is named. Upper
 * and lower case make no difference; of two names the longer one counts. The parts together are the text.
 */
export function splitMentions(text: string, people: readonly Nameable[]): TextPart[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length || (a.id < b.id ? -1 : 1))
  const parts: TextPart[] = []
  let plainFrom = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < plainFrom || letter.test(charBefore(text, at))) continue
    const named = longestFirst.find(({ name }) => follows(text, at + 1, name))
    if (!named) continue
    if (at > plainFrom) parts.push({ from: plainFrom, text: text.slice(plainFrom, at), personId: null })
    plainFrom = at + 1 + named.name.length
    parts.push({ from: at, text: text.slice(at, plainFrom), personId: named.id })
  }
  if (plainFrom < text.length) parts.push({ from: plainFrom, text: text.slice(plainFrom), personId: null })
  return parts
}

/** Whom a text names, each once. */
export function mentionsIn(text: string, people: readonly Nameable[]): string[] {
  return [...new Set(splitMentions(text, people).flatMap(({ personId }) => personId ?? []))]
}

/** What is being written behind an @ at the caret, for those who may be meant; null where nothing is. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || letter.test(charBefore(text, from))) return null
  const typed = text.slice(from + 1, caret)
  return typed.length <= 40 && !/[\n@]/.test(typed) ? { from, typed } : null
}

/** Those whose name, or a word of it, begins like that. */
export function meantBy(typed: string, people: readonly Nameable[], most = 6): Nameable[] {
  const wanted = typed.toLowerCase()
  const begins = ({ name }: Nameable) =>
    name.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(` ${wanted}`)
  return people.filter(begins).slice(0, most)
}

function follows(text: string, at: number, name: string): boolean {
  const end = at + name.length
  return (
    name !== '' && text.slice(at, end).toLowerCase() === name.toLowerCase() && !letter.test(text.slice(end, end + 1))
  )
}

function charBefore(text: string, at: number): string {
  return at === 0 ? '' : (text[at - 1] ?? '')
}
