import type { RawObject } from '@/lib/domain/provider/facts'
import { isExactNumber, isObject } from './exact-json'

/** An object of Stripe's that does not carry what its type promises. It goes to quarantine; its neighbours go on. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood'
}

export function textOf(raw: RawObject, field: string): string {
  const value = raw[field]
  if (typeof value !== 'string' || value === '') throw new NotUnderstood(`${field} is no text`)
  return value
}

export function optionalText(raw: RawObject, field: string): string | null {
  const value = raw[field]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Minor units, exactly: a whole number in JSON, never one that went through a float. */
export function minorOf(raw: RawObject, field: string): bigint {
  const value = raw[field]
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (isExactNumber(value) && /^-?\d+$/.test(value.rawJSON)) return BigInt(value.rawJSON)
  throw new NotUnderstood(`${field} is no whole number`)
}

export function optionalMinor(raw: RawObject, field: string): bigint | null {
  return raw[field] === null || raw[field] === undefined ? null : minorOf(raw, field)
}

/** Stripe's instants are whole seconds since 1970. */
export function instantOf(raw: RawObject, field: string): Date {
  const value = raw[field]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new NotUnderstood(`${field} is no instant`)
  const date = new Date(value * 1000)
  if (Number.isNaN(date.getTime())) throw new NotUnderstood(`${field} is no instant`)
  return date
}

/** ISO-like and lower case, as Stripe writes currencies; one nobody has seen before is stored like any other. */
export function currencyOf(raw: RawObject, field = 'currency'): string {
  const value = textOf(raw, field).toLowerCase()
  if (!/^[a-z0-9]{3,12}$/.test(value)) throw new NotUnderstood(`${field} is no currency`)
  return value
}

/** The id behind a reference, expanded or not. */
export function refOf(raw: RawObject, field: string): string | null {
  const value = raw[field]
  if (typeof value === 'string' && value !== '') return value
  return isObject(value) && typeof value.id === 'string' ? value.id : null
}

export function objectAt(raw: RawObject, field: string): RawObject | null {
  const value = raw[field]
  return isObject(value) ? value : null
}

/** The decimal as Stripe wrote it. */
export function decimalOf(raw: RawObject, field: string): string | null {
  const value = raw[field]
  if (typeof value === 'number') return String(value)
  if (isExactNumber(value)) return value.rawJSON
  return typeof value === 'string' ? value : null
}

export function orderReferenceOf(raw: RawObject): string | null {
  const metadata = objectAt(raw, 'metadata')
  return metadata ? optionalText(metadata, 'order_reference') : null
}
