import type { WriteResult } from '../world/state'

/** Stripe's way to say no: an `invalid_request_error` with a code that a program can read. */
export function refuse(code: string, message: string, param?: string, status = 400): WriteResult {
  return { ok: false, type: 'invalid_request_error', code, message, status, ...(param === undefined ? {} : { param }) }
}

export function missing(what: string, id: unknown, param: string): WriteResult {
  return refuse('resource_missing', `No such ${what}: '${String(id)}'`, param, 404)
}

/** A positive whole number, as JSON or as a form field; nothing otherwise. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

export function metadataOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
}
