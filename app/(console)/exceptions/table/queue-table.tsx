'use client'

import { type RowSelectionState, useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useKeptScroll } from '@/components/navigation/use-kept-scroll'
import { BatchBar } from '../bulk/batch-bar'
import type { ColumnName, Density } from './column-choice'
import {
  type ColumnLook,
  columnLooks,
  leastWidth,
  type QueueRow,
  queueColumns,
  queueFeatures,
  settledLook,
} from './columns'
import { rangeTo } from './row-range'

export type SortLink = { href: string; direction: 'asc' | 'desc' | null }

type QueueTableProps = {
  rows: QueueRow[]
  /** The list of what is settled. */
  settled: boolean
  columns: readonly ColumnName[]
  density: Density
  openId: string | null
  sorts: Record<string, SortLink>
  people: readonly { id: string; name: string }[]
  assignDisabled: string | null
  resolveDisabled: string | null
  tagDisabled: string | null
  foot: ReactNode
}

export function QueueTable(props: QueueTableProps) {
  const { rows, settled, columns, density, openId, sorts, people, assignDisabled, resolveDisabled, tagDisabled, foot } =
    props
  const [rowSelection, onRowSelectionChange] = useState<RowSelectionState>({})
  // A new list of columns would be a new table at every press.
  const shown = useMemo(() => queueColumns(columns), [columns])
  const table = useTable({
    features: queueFeatures,
    columns: shown,
    data: rows,
    getRowId: (row) => row.id,
    state: { rowSelection },
    onRowSelectionChange,
  })
  // The list stays where it is while items are opened beside it.
  const box = useKeptScroll<HTMLDivElement>(['item', 'act'])
  const picked = rows.filter((row) => rowSelection[row.id])
  const looks = (['select', ...columns] as const).map((name) => ({
    name,
    look: name === 'due' && settled ? settledLook : columnLooks[name],
  }))
  const last = useRef<string | null>(null)
  const pickRange = (id: string, event: React.MouseEvent) => {
    const range = event.shiftKey ? rangeTo(rows, last.current, id) : []
    last.current = id
    if (range.length === 0) return
    // The box itself turns its own row; what lies between takes the same side.
    const picked = !rowSelection[id]
    onRowSelectionChange((before) => withAll(before, range, picked))
  }
  const hidden = Object.keys(rowSelection).length - picked.length
  return (
    <>
      <div className="scroll" ref={box}>
        <table
          className="queue"
          data-density={density}
          style={{ minWidth: leastWidth(columns) }}
          hidden={rows.length === 0}
        >
          <caption className="sr">Exceptions</caption>
          <thead>
            <tr>
              {looks.map(({ name, look }) => (
                <th key={name} className={look.className} aria-sort={ariaSort(look.sort && sorts[look.sort])}>
                  {name === 'select' ? (
                    <input
                      type="checkbox"
                      className="check"
                      aria-label="Select all on this page"
                      checked={rows.length > 0 && table.getIsAllRowsSelected()}
                      onChange={table.getToggleAllRowsSelectedHandler()}
                    />
                  ) : (
                    <Head look={look} sort={look.sort && sorts[look.sort]} />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr
                key={row.id}
                aria-selected={row.id === openId}
                data-picked={row.getIsSelected() || undefined}
                onClick={openRow}
              >
                {row.getAllCells().map((cell) => (
                  <td
                    key={cell.id}
                    className={columnLooks[cell.column.id as ColumnName]?.className}
                    onClickCapture={cell.column.id === 'select' ? (event) => pickRange(row.id, event) : undefined}
                    data-label={cell.column.id === 'due' ? row.original.dueLabel : undefined}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {foot}
      </div>
      {picked.length + hidden > 0 ? (
        <BatchBar
          picked={picked}
          hidden={hidden}
          people={people}
          assignDisabled={assignDisabled}
          resolveDisabled={resolveDisabled}
          tagDisabled={tagDisabled}
          keep={(ids) => onRowSelectionChange(withAll({}, ids, true))}
        />
      ) : null}
    </>
  )
}

function withAll(selection: RowSelectionState, ids: readonly string[], picked: boolean): RowSelectionState {
  const next = { ...selection }
  for (const id of ids) {
    if (picked) next[id] = true
    else delete next[id]
  }
  return next
}

function Head({ look: { title, spoken, unsorted }, sort }: { look: ColumnLook; sort?: SortLink }) {
  if (!sort && unsorted) {
    return (
      <span title={unsorted}>
        {title}
        <span className="sr">. {unsorted}</span>
      </span>
    )
  }
  if (!sort) return spoken ? <span className="sr">{title}</span> : title
  const Arrow = sort.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <Link className="sorter" href={sort.href} scroll={false}>
      {title}
      {sort.direction ? <Arrow className="ico s" /> : null}
    </Link>
  )
}

function ariaSort(sort: SortLink | undefined): 'ascending' | 'descending' | undefined {
  if (!sort?.direction) return undefined
  return sort.direction === 'asc' ? 'ascending' : 'descending'
}

/** A press anywhere in the row opens it; its link stays the one target of keyboard and screen reader. */
function openRow(event: React.MouseEvent<HTMLTableRowElement>) {
  if ((event.target as HTMLElement).closest('a,input,button')) return
  event.currentTarget.querySelector<HTMLAnchorElement>('[data-row-link]')?.click()
}
