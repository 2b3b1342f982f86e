import { invalidRequest } from './failure'

export type Param = string | Param[] | { [name: string]: Param }
export type Params = { [name: string]: Param }

type Tree = Map<string, Tree | string>

const MAX_DEPTH = 8
const KEY = /^([^[\]]+)((?:\[[^[\]]*\])*)$/

/**
 * Reads Stripe's form encoding: `a=1&b[c]=2&list[]=x&list[0]=y`. A bracket that holds only numbers, or nothing, makes a
 * list. The answer has no prototype, so that no key can reach one.
 */
export function parseForm(text: string): Params {
  const root: Tree = new Map()
  for (const [key, value] of new URLSearchParams(text)) {
    const path = pathOf(key)
    if (path !== undefined) plant(root, path, value)
  }
  return recordOf(root)
}

/** One scalar parameter; undefined when absent or not a scalar. */
export function scalar(params: Params, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

/** The strings of a list parameter; a lone scalar counts as a list of one. */
export function strings(value: Param | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [value]
  return Object.values(value).filter((item) => typeof item === 'string')
}

/** One part of a path, decoded. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw invalidRequest('Invalid URL encoding')
  }
}

function pathOf(key: string): string[] | undefined {
  const match = KEY.exec(key)
  if (match === null) return undefined
  const rest = [...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '')
  return rest.length < MAX_DEPTH ? [match[1] ?? '', ...rest] : undefined
}

function plant(root: Tree, path: readonly string[], value: string): void {
  let node = root
  for (const [depth, name] of path.entries()) {
    const key = name === '' ? String(node.size) : name
    if (depth === path.length - 1) {
      node.set(key, value)
      return
    }
    const next = node.get(key)
    if (next instanceof Map) node = next
    else {
      const fresh: Tree = new Map()
      node.set(key, fresh)
      node = fresh
    }
  }
}

function recordOf(tree: Tree): Params {
  const record: Params = Object.create(null)
  for (const [key, value] of tree) record[key] = branchOf(value)
  return record
}

function branchOf(value: Tree | string): Param {
  if (typeof value === 'string') return value
  const isList = [...value.keys()].every((key) => /^\d+$/.test(key))
  if (!isList) return recordOf(value)
  return [...value].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => branchOf(item))
}
