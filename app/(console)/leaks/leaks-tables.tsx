import { kindWord, owesWord } from '@/components/finance/kind-words'
import { amountColumn, countColumn } from '@/components/table/columns'
import { type Column, RowsTable } from '@/components/table/rows-table'
import { leakKinds } from '@/lib/domain/exceptions/leaks'
import { type CauseSum, type LeakSum, type MonthSum, type SellerSum, sellerLimit } from '@/lib/server/leaks/queries'
import { type LeaksParams, rowsOf } from './search-params'

type TableProps<T> = { rows: readonly T[]; params: LeaksParams }

export function CauseTable({ rows, params }: TableProps<CauseSum>) {
  return (
    <LeakCard
      title="By cause"
      rows={rows}
      keyOf={(row) => `${row.kind} ${row.sellerHasLeft}`}
      first={{ head: 'Cause', cell: causeWord }}
      hrefOf={(row) => rowsOf(params, row, { kind: [row.kind], left: leftOf(row) })}
    />
  )
}

function causeWord({ kind, sellerHasLeft }: CauseSum): string {
  return sellerHasLeft ? 'Won dispute, seller has left' : kindWord(kind)
}

/** Only what is owed to a seller stands in two rows. */
function leftOf({ kind, sellerHasLeft }: CauseSum): boolean | null {
  return kind === 'RETRANSFER_OWED' ? sellerHasLeft : null
}

export function MonthTable({ rows, params }: TableProps<MonthSum>) {
  return (
    <LeakCard
      title="By month"
      note="when it happened"
      rows={rows}
      keyOf={(row) => row.month}
      first={{ head: 'Month', cell: (row) => row.month }}
      hrefOf={(row) => rowsOf(params, row, { kind: [...leakKinds], month: row.month })}
    />
  )
}

type SellerTableProps = TableProps<SellerSum> & { names: ReadonlyMap<string, string> }

export function SellerTable({ rows, params, names }: SellerTableProps) {
  return (
    <LeakCard
      title="By seller"
      note={rows.length > sellerLimit ? `the first ${sellerLimit} sums, most leaks first` : 'most leaks first'}
      rows={rows.slice(0, sellerLimit)}
      keyOf={(row) => row.sellerId ?? ''}
      first={{
        head: 'Seller',
        cell: (row) => (row.sellerId === null ? 'No one seller' : (names.get(row.sellerId) ?? row.sellerId)),
      }}
      hrefOf={(row) => rowsOf(params, row, { kind: [...leakKinds], seller: row.sellerId ?? 'nobody' })}
    />
  )
}

type LeakCardProps<T> = {
  title: string
  note?: string
  rows: readonly T[]
  keyOf(row: T): string
  first: Pick<Column<T>, 'head' | 'cell'>
  hrefOf(row: T): string
}

function LeakCard<T extends LeakSum>({ title, note, rows, keyOf, first, hrefOf }: LeakCardProps<T>) {
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
        {note ? <span className="push faint small">{note}</span> : null}
      </header>
      <RowsTable<T>
        caption={`Leaks ${title.toLowerCase()}, by who owes whom and currency`}
        rows={rows}
        keyOf={(row) => `${keyOf(row)} ${row.direction} ${row.currency}`}
        columns={[
          { ...first, names: true },
          { head: 'Owes', look: 'mute', cell: (row) => owesWord(row.direction) },
          countColumn('Leaks', (row) => row.leaks, 'mute'),
          amountColumn('At stake', (row) => ({ minor: row.amountMinor, currency: row.currency, href: hrefOf(row) })),
        ]}
      />
    </section>
  )
}
