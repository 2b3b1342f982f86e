'use client'

import { createColumnHelper, rowSelectionFeature, tableFeatures } from '@tanstack/react-table'
import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { SeverityMark, type SeverityName } from '@/components/finance/severity-mark'
import { ShortId } from '@/components/finance/short-id'
import { type Due, DueIn } from '@/components/moment/due-in'
import { Avatar } from '@/components/ui/avatar'

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
}

export const queueFeatures = tableFeatures({ rowSelectionFeature })
const column = createColumnHelper<typeof queueFeatures, QueueRow>()

export type ColumnLook = {
  className: string
  sort?: 'amount' | 'age' | 'due' | 'closed' | 'severity'
  title: string
  spoken?: true
  /** Why it cannot be sorted by where it could be. */
  unsorted?: string
}

/** How each column stands: width by class, the head by title, sortable or not. */
export const columnLooks: Record<string, ColumnLook> = {
  select: { className: 'c-sel', title: 'Select all', spoken: true },
  severity: { className: 'c-sev', title: 'Severity', spoken: true },
  reason: { className: 'c-main', title: 'Reason and seller' },
  amount: {
    className: 'r c-amt',
    title: 'Amount',
    sort: 'amount',
    unsorted: 'Filter by one currency to sort by amount: amounts of two currencies are never ranked.',
  },
  age: { className: 'r c-age', title: 'Age', sort: 'age' },
  due: { className: 'r c-due', title: 'Due', sort: 'due' },
  owner: { className: 'c-who', title: 'Owner', spoken: true },
}

/** In the list of what is settled, the column of the due date says how it was settled. */
export const settledLook: ColumnLook = { className: 'r c-due', title: 'Settled', sort: 'closed' }

export const queueColumns = column.columns([
  column.display({
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
  }),
  column.accessor('severity', { cell: ({ getValue }) => <SeverityMark severity={getValue()} /> }),
  column.accessor('reason', {
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
  column.accessor('minor', {
    id: 'amount',
    cell: ({ row: { original: row } }) => <Amount minor={row.minor} currency={row.currency} align="mix" />,
  }),
  column.accessor('age', { cell: ({ getValue }) => getValue() }),
  column.accessor('due', { cell: ({ getValue }) => <DueIn due={getValue()} /> }),
  column.accessor('owner', { cell: ({ getValue }) => <Avatar name={getValue()} /> }),
])
