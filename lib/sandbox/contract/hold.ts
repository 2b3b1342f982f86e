import type { Shape } from './shape'

export type Mismatch = { path: string; problem: string }

/** An id as Stripe forms them: a prefix, an underscore, the rest. */
const ID = /^[a-z]+_[A-Za-z0-9_]+$/

/** Everything in which a JSON value differs from its declared type: missing, undeclared, mistyped, unknown enum values. */
export function hold(value: unknown, shape: Shape, path = ''): Mismatch[] {
  switch (shape.kind) {
    case 'anything':
      return []
    case 'nothing':
      return value === undefined ? [] : wrong(path, value, 'nothing')
    case 'other_string':
      return wrong(path, value, 'a known value')
    case 'null':
      return value === null ? [] : wrong(path, value, 'null')
    case 'literal':
      return value === shape.value ? [] : wrong(path, value, JSON.stringify(shape.value))
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? [] : wrong(path, value, 'number')
    case 'string':
    case 'boolean':
      return typeof value === shape.kind ? [] : wrong(path, value, shape.kind)
    case 'array':
      if (!Array.isArray(value)) return wrong(path, value, 'array')
      return value.flatMap((item) => hold(item, shape.of(), `${path}[]`))
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, item]) => hold(item, shape.of(), `${path}.${key}`))
        : wrong(path, value, 'map')
    case 'object':
      return holdObject(value, shape, path)
    case 'union':
      return holdUnion(value, shape.of, path)
  }
}

function holdObject(value: unknown, shape: Shape & { kind: 'object' }, path: string): Mismatch[] {
  if (!isRecord(value)) return wrong(path, value, shape.name)
  // `object` in Event.Data and the like: declared without fields, so that anything fits.
  if (shape.fields.size === 0) return []
  const found: Mismatch[] = []
  for (const [name, field] of shape.fields) {
    if (Object.hasOwn(value, name)) {
      // JSON has no undefined: an optional field that is there must hold its declared type, not null.
      found.push(...hold(value[name], field.shape(), join(path, name)))
    } else if (!field.optional)
      found.push({ path: join(path, name), problem: `missing, though ${shape.name} requires it` })
  }
  for (const name of Object.keys(value)) {
    if (!shape.fields.has(name)) found.push({ path: join(path, name), problem: `not declared by ${shape.name}` })
  }
  return found
}

function holdUnion(value: unknown, members: readonly Shape[], path: string): Mismatch[] {
  const plain = members.filter((member) => member.kind !== 'other_string' && member.kind !== 'nothing')
  // `string & {}` beside no literal is no enum, only a string.
  const isEnum = plain.some((member) => member.kind === 'literal')
  if (!isEnum && plain.length < members.length && typeof value === 'string') return []
  const objects = plain.filter((member) => member.kind === 'object')
  if (typeof value === 'string' && objects.length > 0 && plain.some((member) => member.kind === 'string')) {
    return ID.test(value) ? [] : wrong(path, value, 'an id')
  }
  const attempts = candidates(value, plain, members).map((member) => hold(value, member, path))
  if (attempts.some((attempt) => attempt.length === 0)) return []
  if (objects.length > 0 && isRecord(value) && attempts.length > 0)
    return attempts.reduce((a, b) => (b.length < a.length ? b : a))
  return wrong(path, value, members.map(label).join(' | '))
}

const agreeing = new WeakMap<readonly Shape[], Map<string, readonly Shape[]>>()

/** Of several objects, those whose literal fields (`object`, `type`) agree with the value. Events are one of 250. */
function candidates(value: unknown, members: readonly Shape[], union: readonly Shape[]): readonly Shape[] {
  if (!isRecord(value)) return members
  const known = agreeing.get(union) ?? new Map<string, readonly Shape[]>()
  agreeing.set(union, known)
  const name = `${value.object} ${value.type}`
  const before = known.get(name)
  if (before !== undefined) return before
  const found = members.filter((member) => member.kind === 'object' && agrees(member, value))
  const chosen = found.length > 0 ? found : members
  known.set(name, chosen)
  return chosen
}

function agrees(shape: Shape & { kind: 'object' }, value: Readonly<Record<string, unknown>>): boolean {
  return ['object', 'type'].every((name) => {
    const declared = shape.fields.get(name)?.shape()
    return declared?.kind !== 'literal' || declared.value === value[name]
  })
}

function label(shape: Shape): string {
  if (shape.kind === 'literal') return JSON.stringify(shape.value)
  return shape.kind === 'object' ? shape.name : shape.kind
}

function wrong(path: string, value: unknown, expected: string): Mismatch[] {
  const shown = expected.length > 160 ? `${expected.slice(0, 160)}…` : expected
  return [{ path, problem: `${(JSON.stringify(value) ?? 'undefined').slice(0, 80)} is not ${shown}` }]
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
