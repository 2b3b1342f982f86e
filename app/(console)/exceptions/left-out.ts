import type { SearchParams } from 'nuqs/server'
import { queueParams } from './search-params'

/** What an address asks for and the queue does not offer: it is left out, and said. */
export function leftOut(raw: SearchParams): string[] {
  return Object.entries(raw).flatMap(([name, given]) => {
    const value = [given ?? ''].flat().join()
    return isOffered(name, value) ? [] : [`${name}=${value}`.slice(0, 80)]
  })
}

function isOffered(name: string, value: string): boolean {
  if (!Object.hasOwn(queueParams, name)) return false
  const read = queueParams[name as keyof typeof queueParams].parse(value)
  if (value === '' || read === null) return value === ''
  return !Array.isArray(read) || read.length === value.split(',').length
}
