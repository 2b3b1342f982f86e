import type { Desk, Places } from '../desk'
import { openGroups } from '../groups'

/** Free rows that name each other, directly or by way of others, with a row on either side. */
export type ReferenceGroup = Places & { readonly references: readonly string[] }

/** Groups free rows of one account by the references that both sides carry. */
export function groupsByReference({ scorer, free }: Desk): ReferenceGroup[] {
  const { left, right } = free()
  const carriers = new Map<string, { left: number[]; right: number[] }>()
  const note = (side: 'left' | 'right', places: readonly number[]) => {
    places.forEach((place, at) => {
      const { row, references } = scorer[side][place]!
      for (const reference of references) {
        const key = JSON.stringify([row.block, reference])
        const known = carriers.get(key) ?? { left: [], right: [] }
        known[side].push(at)
        carriers.set(key, known)
      }
    })
  }
  note('left', left)
  note('right', right)
  const groups = openGroups(left.length + right.length)
  const names = new Map<number, Set<string>>()
  const binding = [...carriers].filter(([, rows]) => rows.left.length > 0 && rows.right.length > 0)
  for (const [, rows] of binding) {
    const first = rows.left[0]!
    for (const at of rows.left) groups.join(first, at)
    for (const at of rows.right) groups.join(first, left.length + at)
  }
  for (const [key, rows] of binding) {
    const root = groups.rootOf(rows.left[0]!)
    const known = names.get(root) ?? new Set()
    names.set(root, known.add((JSON.parse(key) as [string, string])[1]))
  }
  const members = new Map([...names.keys()].map((root) => [root, { left: [] as number[], right: [] as number[] }]))
  left.forEach((place, at) => {
    members.get(groups.rootOf(at))?.left.push(place)
  })
  right.forEach((place, at) => {
    members.get(groups.rootOf(left.length + at))?.right.push(place)
  })
  return [...members]
    .sort(([a], [b]) => a - b)
    .map(([root, rows]) => ({ ...rows, references: [...(names.get(root) ?? [])].sort() }))
}
