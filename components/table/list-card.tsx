import type { ReactNode } from 'react'
import { Frame } from './frame'

export type Column<T> = { head: string; cell(row: T): ReactNode; className?: string }

type ListCardProps<T> = {
  title: string
  note?: string
  /** What is true when there is nothing to list. */
  empty: string
  rows: readonly T[]
  keyOf(row: T): string
  columns: readonly Column<T>[]
}

/** A small list under its own head; an empty one says so in a line instead of an empty table. */
export function ListCard<T>({ title, note, empty, rows, keyOf, columns }: ListCardProps<T>) {
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {rows.length > 0 ? <span className="faint">{rows.length}</span> : null}
        {note ? <span className="push faint small">{note}</span> : null}
      </header>
      {rows.length === 0 ? (
        <p className="inner small mute">{empty}</p>
      ) : (
        <Frame>
          <table className="grid-t tight">
            <caption className="sr">{title}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.head} className={column.className}>
                    {column.head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={keyOf(row)}>
                  {columns.map((column) => (
                    <td key={column.head} className={column.className}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Frame>
      )}
    </section>
  )
}
