import { createHash } from 'node:crypto'

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

/** Canonical JSON (sorted keys, bigint as text) and its hash: what payload hashes and the audit chain are made of. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return JSON.stringify(value.toString())
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
