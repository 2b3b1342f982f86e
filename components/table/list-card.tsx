import { type Column, RowsTable } from './rows-table'

type ListCardProps<T> = {
  title: string
  note?: string
  /** What is true when there is nothing to list. */
  empty: string
  rows: readonly T[]
  keyOf(row: T): string
  columns: readonly Column<T>[]
  toneOf?(row: T): string | undefined
}

/** A small list under its own head; an empty one says so in a line instead of an empty table. */
export function ListCard<T>({ title, note, empty, rows, ...table }: ListCardProps<T>) {
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {rows.length > 0 ? <span className="faint">{rows.length}</span> : null}
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
