import { type Column, RowsTable } from './rows-table'

type ListCardProps<T> = {
  title: string
  note?: string
  /** How many were asked for at most: with as many rows there may be more, and the head says that these are a part. */
  limit?: number
  /** Which part of them: newest, where nothing else is said. */
  part?: string
  /** How many there are, where rows are not what is counted. */
  count?: string
  /** What is true when there is nothing to list. */
  empty: string
  rows: readonly T[]
  keyOf(row: T): string
  columns: readonly Column<T>[]
  toneOf?(row: T): string | undefined
}

/** A small list under its own head; an empty one says so in a line instead of an empty table. */
export function ListCard<T>({ title, note, empty, rows, limit, part = 'newest', count, ...table }: ListCardProps<T>) {
  const all = limit === undefined || rows.length < limit
  const drawn = rows.length.toLocaleString('en-GB')
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {rows.length > 0 ? <span className="faint">{count ?? (all ? drawn : `${part} ${drawn}`)}</span> : null}
        {note ? <span className="push faint small ell">{note}</span> : null}
      </header>
      {rows.length === 0 ? (
        <p className="inner small mute">{empty}</p>
      ) : (
        <RowsTable caption={title} rows={rows} {...table} />
      )}
    </section>
  )
}
