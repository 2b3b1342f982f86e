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
  /** A phone shows what the row is, and how much money; the rest is a press away. */
  onPhone?: false
  /** The head is for ears alone: what stands below it says itself. */
  spoken?: true
  titleOf?(row: T): string | undefined
}

type RowsTableProps<T> = {
  caption: string
  rows: readonly T[]
  keyOf(row: T): string
  columns: readonly Column<T>[]
  toneOf?(row: T): string | undefined
  /** Where the list adds up to something: a foot with a cell for every column. */
  foot?: readonly ReactNode[]
  /** Where the rows are but a part: a second foot with the whole. */
  wholeFoot?: readonly ReactNode[]
}

/** The one table of lists: heads, cells and their classes come from the same columns. */
export function RowsTable<T>({ caption, rows, keyOf, columns, toneOf, foot, wholeFoot }: RowsTableProps<T>) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} className={classOf(column)}>
                {column.spoken ? <span className="sr">{column.head}</span> : column.head}
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
        {foot ? (
          <tfoot>
            <Foot columns={columns} cells={foot} />
            {wholeFoot ? <Foot columns={columns} cells={wholeFoot} /> : null}
          </tfoot>
        ) : null}
      </table>
    </Frame>
  )
}

function classOf<T>({ className, onPhone }: Column<T>, look?: string): string | undefined {
  return [className, look, onPhone === false ? 'hide-s' : ''].filter(Boolean).join(' ') || undefined
}

function Foot<T>({ columns, cells }: { columns: readonly Column<T>[]; cells: readonly ReactNode[] }) {
  return (
    <tr>
      {columns.map((column, at) =>
        at === 0 ? (
          <th key={column.head} scope="row" className={classOf(column)}>
            {cells[at]}
          </th>
        ) : (
          <td key={column.head} className={classOf(column)}>
            {cells[at]}
          </td>
        ),
      )}
    </tr>
  )
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const className = classOf(column, column.look)
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
