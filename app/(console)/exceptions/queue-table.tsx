'use client'

import { type RowSelectionState, useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { useKeptScroll } from '@/components/navigation/use-kept-scroll'
import { BatchBar } from './batch-bar'
import { type ColumnLook, columnLooks, type QueueRow, queueColumns, queueFeatures, settledLook } from './columns'

export type SortLink = { href: string; direction: 'asc' | 'desc' | null }

type QueueTableProps = {
  rows: QueueRow[]
  /** The list of what is settled. */
  settled: boolean
  openId: string | null
  sorts: Record<string, SortLink>
  people: readonly { id: string; name: string }[]
  assignDisabled: string | null
  foot: ReactNode
}

export function QueueTable({ rows, settled, openId, sorts, people, assignDisabled, foot }: QueueTableProps) {
  const [rowSelection, onRowSelectionChange] = useState<RowSelectionState>({})
  const table = useTable({
    features: queueFeatures,
    columns: queueColumns,
    data: rows,
    getRowId: (row) => row.id,
    state: { rowSelection },
    onRowSelectionChange,
  })
  // The list stays where it is while items are opened beside it.
  const box = useKeptScroll<HTMLDivElement>(['item', 'act'])
  const picked = rows.filter((row) => rowSelection[row.id])
  const looks = settled ? { ...columnLooks, due: settledLook } : columnLooks
  const hidden = Object.keys(rowSelection).length - picked.length
  return (
    <>
      <div className="scroll" ref={box}>
        <table className="queue" hidden={rows.length === 0}>
          <caption className="sr">Exceptions</caption>
          <thead>
            <tr>
              {Object.entries(looks).map(([id, look]) => (
                <th key={id} className={look.className} aria-sort={ariaSort(look.sort && sorts[look.sort])}>
                  {id === 'select' ? (
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
                    className={columnLooks[cell.column.id]?.className}
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
      {picked.length > 0 ? (
        <BatchBar
          picked={picked}
          hidden={hidden}
          people={people}
          disabledReason={assignDisabled}
          clear={() => onRowSelectionChange({})}
        />
      ) : null}
    </>
  )
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
