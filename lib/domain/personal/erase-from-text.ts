import { cjk, type Identifiers } from './identifiers'

/** Stands in free text where a person stood. */
export const erasedMark = '[erased]'

/** Takes a person out of a text; null where they do not occur. `about`: the text hangs on something of theirs. */
export type TextEraser = (text: string, about: boolean) => string | null

/**
 * Prepared once for many texts. Upper and lower case, line breaks inside a name and the grouping of numbers make no
 * difference. Erasing again changes nothing.
 */
export function textEraser({ addresses, names, numbers, codes, parts }: Identifiers): TextEraser {
  const patterns = [[...addresses].map(address), [...names].map(name), [...numbers].map(number), [...codes].map(code)]
  const whole = anyOf(patterns.flat())
  const part = anyOf([...parts].map(word))
  return (given, about) => {
    const text = given.normalize('NFC')
    const once = whole ? text.replace(whole, erasedMark) : text
    const twice = part && (about || once !== text) ? once.replace(part, erasedMark) : once
    return twice === text ? null : twice
  }
}

/** The longest first, so that a full name goes before a word of it. */
function anyOf(patterns: string[]): RegExp | null {
  if (patterns.length === 0) return null
  const sorted = [...new Set(patterns)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return new RegExp(sorted.join('|'), 'giu')
}

const before = '(?<![\\p{L}\\p{N}_])'
const after = '(?![\\p{L}\\p{N}_])'

/** Not the end of a longer address. A dot may follow: "….org.csv" and "….org.Thanks" tell whom as well. */
function address(text: string): string {
  return `(?<![\\p{L}\\p{N}._%+-])${literal(text)}(?![\\p{L}\\p{N}-])`
}

function name(text: string): string {
  const words = text.normalize('NFC').split(/\s+/)
  const [opens, closes] = [cjk.test(words[0] ?? '') ? '' : before, cjk.test(words.at(-1) ?? '') ? '' : after]
  return `${opens}${words.map(literal).join("[\\s.,'’-]+")}${closes}`
}

/** A word of a name as it is written in a name or in capitals: "Will" is not "will". */
function word(text: string): string {
  const given = text.normalize('NFC')
  const capital = given.charAt(0).toUpperCase() + given.slice(1)
  return `${before}(?-i:${[given, capital, given.toUpperCase()].map(literal).join('|')})${after}`
}

/** With or without its country: what counts are the last digits, however they are grouped. */
function number(digits: string): string {
  const end = digits.slice(-Math.max(7, digits.length - 3))
  return `${before}(?:\\+?\\p{N}[\\p{N}\\s().\\/-]{0,8})?${[...end].join('[\\s().\\/-]*')}(?!\\p{N})`
}

function code(text: string): string {
  return `${before}${[...text].map(literal).join('[\\s-]?')}${after}`
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
