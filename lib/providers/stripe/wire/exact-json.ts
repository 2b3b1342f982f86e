import type { RawObject } from '@/lib/domain/provider/facts'

/** A number whose digits a float would lose, as V8's `JSON.rawJSON` holds it: `JSON.stringify` writes them back untouched. */
export type ExactNumber = { readonly rawJSON: string }
type ExactJson = {
  parse(text: string, revive: (key: string, value: unknown, context: { source?: string }) => unknown): unknown
  rawJSON(source: string): ExactNumber
}
const exact = JSON as unknown as ExactJson

/**
 * Cheap sieve: a number of sixteen digits or with an exponent, where a JSON number can stand. Ids are full of digits and
 * e's, so a sieve that looked into strings would send every page the slow way.
 */
export const longNumber = /[:,[]\s*-?\d(?:[\d.]{15,}|[\d.]*[eE])/

/** Parses without losing a digit. Throws SyntaxError on anything that is no JSON. */
export function parseExact(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text)
  return exact.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && !survives(value, source) ? exact.rawJSON(source) : value,
  )
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'object' && value !== null && 'rawJSON' in value && typeof value.rawJSON === 'string'
}

export function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function survives(value: number, source: string): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) && /^-?\d+$/.test(source)
  return String(value) === source
}
