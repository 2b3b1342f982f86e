import { createHash } from 'node:crypto'

export { canonicalJson } from '@/lib/domain/base/canonical-json'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** A derived id is a hash of its natural key: the same thing found twice has the same id. `prefix_` + 20 characters. */
export function naturalId(prefix: string, ...parts: string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:${part}`)
  const bytes = hash.digest()
  let id = ''
  for (let i = 0; i < 20; i++) id += alphabet[(bytes[i] ?? 0) & 31]
  return `${prefix}_${id}`
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
