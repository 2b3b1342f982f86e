/** What lies between the row that was picked last and this one, without this one; nothing where the last is not in sight. */
export function rangeTo(rows: readonly { id: string }[], last: string | null, id: string): string[] {
  const from = rows.findIndex((row) => row.id === last)
  const to = rows.findIndex((row) => row.id === id)
  if (from < 0 || to < 0) return []
  const [first, end] = from < to ? [from, to] : [to + 1, from + 1]
  return rows.slice(first, end).map((row) => row.id)
}
