import Link from 'next/link'
import { formatDay } from '@/components/moment/instants'
import { amountColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { BankLineRow } from '@/lib/server/statements/lines/list-lines'
import { moneyHref } from '../money/search-params'
import { statementHref } from './search-params'

/** Movements on a bank account. Each amount opens the statement that brought it. */
export function LinesTable({ rows, caption }: { rows: readonly BankLineRow[]; caption: string }) {
  return (
    <RowsTable<BankLineRow>
      caption={caption}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { head: 'Booked', look: 'mute', titleOf: (row) => row.bookedOn, cell: (row) => formatDay(row.bookedOn) },
        wide({ head: 'Value', look: 'mute', cell: (row) => (row.valueOn ? formatDay(row.valueOn) : '–') }),
        {
          head: 'From or to',
          look: 'clip',
          cell: (row) => row.counterparty ?? <span className="faint">not said</span>,
        },
        wide({ head: 'Text', look: 'fill', titleOf: (row) => row.text ?? undefined, cell: (row) => row.text }),
        wide({
          head: 'Reference',
          cell: (row) => <span className="id">{row.endToEndId ?? row.bankReference ?? row.transactionId}</span>,
        }),
        wide({
          head: 'Life',
          cell: (row) =>
            row.matchText === null ? null : (
              <Link className="link" href={moneyHref(row.id)} prefetch={false}>
                Life of this money
              </Link>
            ),
        }),
        wide({
          head: 'Code',
          look: 'mute',
          cell: (row) => `${row.bankCode ?? ''}${row.isReversal ? ' reversal' : ''}`,
        }),
        amountColumn('Amount', (row) => ({
          minor: row.amountMinor,
          currency: row.currency,
          href: statementHref(row.statementId),
        })),
      ]}
    />
  )
}
