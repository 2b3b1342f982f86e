/** What the queue can show of an exception, in the order in which the menu offers it. */
export const columnNames = [
  'severity',
  'reason',
  'amount',
  'age',
  'due',
  'owner',
  'number',
  'seller',
  'object',
  'owes',
  'happened',
  'tags',
] as const
export type ColumnName = (typeof columnNames)[number]

export const usualColumns: readonly ColumnName[] = ['severity', 'reason', 'amount', 'age', 'due', 'owner']

/** One line a row, two lines, or two with air. */
export const densities = ['compact', 'usual', 'comfortable'] as const
export type Density = (typeof densities)[number]

/** The columns as they stand, each once. The reason opens the row: it is always there. */
export function columnsOf(chosen: readonly ColumnName[] | null): readonly ColumnName[] {
  if (!chosen || chosen.length === 0) return usualColumns
  const once = [...new Set(chosen)]
  return once.includes('reason') ? once : ['reason', ...once]
}

/** Null where it comes to what everybody sees: then the address says nothing of it. */
export function asChoice(columns: readonly ColumnName[]): ColumnName[] | null {
  return columns.join() === usualColumns.join() ? null : [...columns]
}

/** Shown last where it was hidden, hidden where it was shown. */
export function toggled(columns: readonly ColumnName[], name: ColumnName): readonly ColumnName[] {
  if (name === 'reason') return columns
  return columns.includes(name) ? columns.filter((other) => other !== name) : [...columns, name]
}

/** One place to the left (−1) or right (1); at the end it stays. */
export function moved(columns: readonly ColumnName[], name: ColumnName, step: -1 | 1): readonly ColumnName[] {
  const from = columns.indexOf(name)
  const to = from + step
  if (from < 0 || to < 0 || to >= columns.length) return columns
  return columns.with(from, columns[to] as ColumnName).with(to, name)
}
