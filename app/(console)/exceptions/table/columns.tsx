'use client'

import { createColumnHelper, rowSelectionFeature, tableFeatures } from '@tanstack/react-table'
import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { SeverityMark, type SeverityName } from '@/components/finance/severity-mark'
import { ShortId } from '@/components/finance/short-id'
import { type Due, DueIn } from '@/components/moment/due-in'
import { Avatar } from '@/components/ui/avatar'
import type { ColumnName } from './column-choice'

/** One row of the queue, as the page hands it to the browser. */
export type QueueRow = {
  id: string
  version: number
  href: string
  reason: string
  seller: string
  objectId: string
  minor: bigint
  currency: string
  severity: SeverityName
  age: string
  due: Due
  dueLabel: string
  owner: string | null
  number: string
  owes: string
  happened: string
  tags: readonly string[]
}

export const queueFeatures = tableFeatures({ rowSelectionFeature })
const column = createColumnHelper<typeof queueFeatures, QueueRow>()

export type ColumnLook = {
  className: string
  sort?: 'amount' | 'age' | 'due' | 'closed' | 'severity'
  title: string
  /** Its own width in px; the reason takes what the others leave, and no less than this. */
  width: number
  spoken?: true
  /** Why it cannot be sorted by where it could be. */
  unsorted?: string
}

/** How each column stands: width by class, the head by title, sortable or not. */
export const columnLooks: Record<'select' | ColumnName, ColumnLook> = {
  select: { className: 'c-sel', title: 'Select all', width: 34, spoken: true },
  severity: { className: 'c-sev', title: 'Severity', width: 26, spoken: true },
  reason: { className: 'c-main', title: 'Reason and seller', width: 180 },
  amount: {
    className: 'r c-amt',
    title: 'Amount',
    width: 120,
    sort: 'amount',
    unsorted: 'Filter by one currency to sort by amount: amounts of two currencies are never ranked.',
  },
  age: { className: 'r c-age', title: 'Age', width: 58, sort: 'age' },
  due: { className: 'r c-due', title: 'Due', width: 76, sort: 'due' },
  owner: { className: 'c-who', title: 'Owner', width: 44, spoken: true },
  number: { className: 'c-more c-num', title: 'Number', width: 78 },
  seller: { className: 'c-more c-words', title: 'Seller', width: 160 },
  object: { className: 'c-more c-id', title: 'Object', width: 112 },
  owes: { className: 'c-more c-words', title: 'Who owes whom', width: 160 },
  happened: { className: 'c-more c-when', title: 'Happened', width: 112 },
  tags: { className: 'c-more c-words', title: 'Tags', width: 160 },
}

/** So wide the table is at least: below that it scrolls sideways, and nothing is squeezed. */
export function leastWidth(columns: readonly ColumnName[]): number {
  return columns.reduce((sum, name) => sum + columnLooks[name].width, columnLooks.select.width)
}

/** In the list of what is settled, the column of the due date says how it was settled. */
export const settledLook: ColumnLook = { ...columnLooks.due, title: 'Settled', sort: 'closed' }

const selectColumn = column.display({
  id: 'select',
  cell: ({ row }) => (
    <input
      type="checkbox"
      className="check"
      tabIndex={-1}
      aria-label={`Select ${row.original.reason}, ${row.original.seller}`}
      checked={row.getIsSelected()}
      onChange={row.getToggleSelectedHandler()}
    />
  ),
})

const cells = {
  severity: column.accessor('severity', { cell: ({ getValue }) => <SeverityMark severity={getValue()} /> }),
  reason: column.accessor('reason', {
    cell: ({ row: { original: row } }) => (
      <>
        <Link href={row.href} data-row-link scroll={false} prefetch={false}>
          {row.reason}
        </Link>
        <small>
          <span className="ell">{row.seller}</span> <ShortId id={row.objectId} />
        </small>
      </>
    ),
  }),
  amount: column.accessor('minor', {
    id: 'amount',
    cell: ({ row: { original: row } }) => <Amount minor={row.minor} currency={row.currency} align="mix" />,
  }),
  age: column.accessor('age', { cell: ({ getValue }) => getValue() }),
  due: column.accessor('due', { cell: ({ getValue }) => <DueIn due={getValue()} /> }),
  owner: column.accessor('owner', { cell: ({ getValue }) => <Avatar name={getValue()} /> }),
  number: column.accessor('number', { cell: ({ getValue }) => <span className="id">{getValue()}</span> }),
  seller: column.accessor('seller', { cell: ({ getValue }) => getValue() }),
  object: column.accessor('objectId', { id: 'object', cell: ({ getValue }) => <ShortId id={getValue()} /> }),
  owes: column.accessor('owes', { cell: ({ getValue }) => getValue() }),
  happened: column.accessor('happened', { cell: ({ getValue }) => getValue() }),
  tags: column.accessor('tags', { cell: ({ getValue }) => getValue().join(', ') }),
} satisfies Record<ColumnName, unknown>

/** The chosen columns in their order, behind the box that selects. */
export function queueColumns(columns: readonly ColumnName[]) {
  return column.columns([selectColumn, ...columns.map((name) => cells[name])])
}
