type Want = 'value' | 'item or end' | 'key' | 'key or end' | 'colon' | 'more or end'

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const blank = /[ \t\n\r]*/y
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/**
 * Where a text that did not parse stops being JSON; its length where it only ends too early. The engine names the place
 * for some errors and not for others.
 */
export function jsonBreaksAt(text: string): number {
  const ends: string[] = []
  let want: Want = 'value'
  for (let at = after(blank, text, 0); at < text.length; at = after(blank, text, at)) {
    const step: Step | null = text[at] === '"' ? afterString(text, at, want) : afterOther(text, at, want, ends)
    if (step === null) return at
    if ('breaksAt' in step) return step.breaksAt
    at = step.at
    want = step.want
  }
  return text.length
}

type Step = { at: number; want: Want } | { breaksAt: number }

function afterString(text: string, at: number, want: Want): Step | null {
  if (want === 'colon' || want === 'more or end') return null
  const end = stringEnd(text, at + 1)
  if (text[end] !== '"') return { breaksAt: end }
  return { at: end + 1, want: want === 'key' || want === 'key or end' ? 'colon' : 'more or end' }
}

/** Everything but strings. Null where it may not stand here. `ends`: what closes the lists and objects that are open. */
function afterOther(text: string, at: number, want: Want, ends: string[]): Step | null {
  const char = text[at] ?? ''
  const end = ends.at(-1)
  if (want === 'colon') return char === ':' ? { at: at + 1, want: 'value' } : null
  if (char === end && (want === 'more or end' || want === 'item or end' || want === 'key or end')) {
    ends.pop()
    return { at: at + 1, want: 'more or end' }
  }
  if (want === 'more or end') {
    return char === ',' && end ? { at: at + 1, want: end === '}' ? 'key' : 'value' } : null
  }
  if (want === 'key' || want === 'key or end') return null
  if (char === '{' || char === '[') {
    ends.push(char === '{' ? '}' : ']')
    return { at: at + 1, want: char === '{' ? 'key or end' : 'item or end' }
  }
  const next = after(scalar, text, at)
  return next === at ? null : { at: next, want: 'more or end' }
}

/** Where the closing quote should be: there, or at what may not stand in a string. */
function stringEnd(text: string, from: number): number {
  for (let at = from; ; ) {
    const next = after(escaped, text, plainEnd(text, at))
    if (next === at) return at
    at = next
  }
}

/** Up to a quote, a backslash, or what has to be written as an escape. */
function plainEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) >= 0x20 && text[at] !== '"' && text[at] !== '\\') at++
  return at
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
