import { invalidRequest } from '../wire/failure'
import { expandable } from './expandable'

/** What to expand: field → what to expand inside it. Nested objects and lists are fields like any other. */
export type ExpandTree = Map<string, ExpandTree>

const MAX_LEVELS = 4
const NOTHING: ExpandTree = new Map()

/** Checks each path against Stripe's graph, from `type` on, and folds them into one tree. A list's paths begin with `data`. */
export function parseExpand(paths: readonly string[], type: string, isList: boolean): ExpandTree {
  if (paths.length === 0) return NOTHING
  const tree: ExpandTree = new Map()
  for (const path of paths) {
    const segments = path.split('.')
    if (segments.length > MAX_LEVELS) throw tooDeep(path)
    const fields = isList ? segments.slice(1) : segments
    if (isList && (segments[0] !== 'data' || fields.length === 0)) throw notExpandable(path, isList)
    if (!reaches([type], fields)) throw notExpandable(path, false)
    plant(tree, fields)
  }
  return tree
}

/** A polymorphic field may be followed when any of the objects behind it has the next field. */
function reaches(types: readonly string[], fields: readonly string[]): boolean {
  const [field, ...rest] = fields
  if (field === undefined) return true
  for (const type of types) {
    const graph = expandable[type] ?? {}
    const nested = rest[0] === undefined ? undefined : graph[`${field}.${rest[0]}`]
    if (nested !== undefined && reaches(nested, rest.slice(1))) return true
    const targets = graph[field]
    if (targets === undefined) continue
    const inside = rest[0] === 'data' && targets.some(isListTarget) ? rest.slice(1) : rest
    if (reaches(targets.map(plainType), inside)) return true
  }
  return false
}

function plant(tree: ExpandTree, fields: readonly string[]): void {
  let node = tree
  for (const field of fields) {
    const next = node.get(field) ?? new Map()
    node.set(field, next)
    node = next
  }
}

function isListTarget(target: string): boolean {
  return target.startsWith('list:')
}

function plainType(target: string): string {
  return isListTarget(target) ? target.slice('list:'.length) : target
}

function tooDeep(path: string): Error {
  const message = `You cannot expand more than ${MAX_LEVELS} levels of a property. Property: ${path}`
  return invalidRequest(message, { param: 'expand' })
}

function notExpandable(path: string, isList: boolean): Error {
  const hint = isList && path.split('.')[0] !== 'data' ? ` You may want to try expanding 'data.${path}' instead.` : ''
  return invalidRequest(`This property cannot be expanded (${path}).${hint}`, { param: 'expand' })
}
