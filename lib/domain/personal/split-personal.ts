import type { RawObject } from '../provider/facts'
import { clearInGroups, emailPattern, personalFields, personalGroups, personalMetadataKey } from './personal-fields'

/** Stands where a personal value stood: the shape of the object stays readable. */
export const sealedMark = '[sealed]'
/** The field of the object that holds all its personal values, sealed in one piece. */
export const sealedField = '_sealed'
/** In `sealedField` of a person who was erased: there is nothing left to open. */
export const erasedToken = 'erased'

/** What was taken out, by path; a path is its keys joined by the unit separator, which no key of JSON of ours holds. */
export type PersonalValues = Record<string, unknown>
export type Split = { clear: RawObject; personal: PersonalValues | null; emails: string[] }

const joint = '\u001f'
/** Deeper than any object of a provider; what lies below is taken out as a whole. */
const maxDepth = 24

type Walk = { personal: PersonalValues; found: boolean; emails: Set<string> }
type Rule = 'byName' | 'all' | 'metadata'

/** Takes a provider object apart: what may be read by anyone who sees the table, and what may not. Never changes `raw`. */
export function splitPersonal(raw: RawObject): Split {
  const walk: Walk = { personal: {}, found: false, emails: new Set() }
  const clear = walkObject(raw, '', 'byName', 0, walk)
  return { clear, personal: walk.found ? walk.personal : null, emails: [...walk.emails] }
}

/** Puts what was taken out back in its place. */
export function joinPersonal(clear: RawObject, personal: PersonalValues): RawObject {
  const { [sealedField]: _sealed, ...rest } = structuredClone(clear)
  for (const [path, value] of Object.entries(personal)) put(rest, path.split(joint), value)
  return rest
}

function walkObject(object: RawObject, path: string, rule: Rule, depth: number, walk: Walk): RawObject {
  let copy: RawObject | null = null
  for (const key in object) {
    const value = object[key]
    if (value === null || value === undefined || typeof value === 'boolean') continue
    const clear = walkValue(key, value, path, rule, depth, walk)
    if (clear === value) continue
    copy ??= { ...object }
    copy[key] = clear
  }
  return copy ?? object
}

function walkValue(key: string, value: unknown, path: string, rule: Rule, depth: number, walk: Walk): unknown {
  if (typeof value === 'string') {
    return isPersonal(key, value, rule) ? takeOut(path + key, value, walk) : value
  }
  if (typeof value === 'number')
    return rule === 'all' || personalFields.has(key) ? takeOut(path + key, value, walk) : value
  if (typeof value !== 'object' || value === null || 'rawJSON' in value) return value
  if (depth > maxDepth) return takeOut(path + key, value, walk)
  const inner = ruleFor(key, rule)
  const at = `${path}${key}${joint}`
  if (!Array.isArray(value)) return walkObject(value as RawObject, at, inner, depth + 1, walk)
  const list = value.map((item, index) => walkValue(String(index), item, at, inner, depth + 1, walk))
  return list.some((item, index) => item !== value[index]) ? list : value
}

function isPersonal(key: string, value: string, rule: Rule): boolean {
  if (value === '') return false
  if (rule === 'all') return !clearInGroups.has(key)
  if (personalFields.has(key) || (rule === 'metadata' && metadataIsPersonal(key))) return true
  return value.includes('@') && value.match(emailPattern) !== null
}

function ruleFor(key: string, outer: Rule): Rule {
  if (outer === 'all' || personalGroups.has(key) || personalFields.has(key)) return 'all'
  return key === 'metadata' ? 'metadata' : outer
}

const judgedKeys = new Map<string, boolean>()

/** Platforms use the same few keys a million times. */
function metadataIsPersonal(key: string): boolean {
  const known = judgedKeys.get(key)
  if (known !== undefined) return known
  if (judgedKeys.size > 10_000) judgedKeys.clear()
  const verdict = personalMetadataKey.test(key)
  judgedKeys.set(key, verdict)
  return verdict
}

function takeOut(path: string, value: unknown, walk: Walk): string {
  walk.personal[path] = value
  walk.found = true
  if (typeof value === 'string' && value.includes('@')) {
    for (const email of value.match(emailPattern) ?? []) walk.emails.add(email.toLowerCase())
  }
  return sealedMark
}

function put(target: RawObject, keys: string[], value: unknown): void {
  let at: RawObject = target
  for (const key of keys.slice(0, -1)) {
    const next = at[key]
    if (typeof next !== 'object' || next === null) return
    at = next as RawObject
  }
  const last = keys.at(-1)
  if (last !== undefined) at[last] = value
}
