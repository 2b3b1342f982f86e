import type { ReactNode } from 'react'
import { Frame } from './frame'

export type Column<T> = {
  head: string
  cell(row: T): ReactNode
  /** How the whole column stands, its head too. */
  className?: string
  /** How its cells look, its head not. */
  look?: string
  /** The column that says what the row is about. */
  names?: true
  titleOf?(row: T): string
}

type RowsTableProps<T> = {
  caption: string
  rows: readonly T[]
  keyOf(row: T): string
  columns: readonly Column<T>[]
  toneOf?(row: T): string | undefined
  /** The rows of the foot, where the list adds up to something. */
  foot?: ReactNode
}

/** The one table of lists: heads, cells and their classes come from the same columns. */
export function RowsTable<T>({ caption, rows, keyOf, columns, toneOf, foot }: RowsTableProps<T>) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">{caption}</caption>
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
            <tr key={keyOf(row)} className={toneOf?.(row)}>
              {columns.map((column) => (
                <Cell key={column.head} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </Frame>
  )
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const className = [column.className, column.look].filter(Boolean).join(' ') || undefined
  const title = column.titleOf?.(row)
  return column.names ? (
    <th scope="row" className={className} title={title}>
      {column.cell(row)}
    </th>
  ) : (
    <td className={className} title={title}>
      {column.cell(row)}
    </td>
  )
}
