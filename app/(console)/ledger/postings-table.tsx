import Link from 'next/link'
import { shortId } from '@/components/finance/short-id'
import { amountColumn, idColumn, whenColumn, wide } from '@/components/table/columns'
import { type Column, RowsTable } from '@/components/table/rows-table'
import { describeAccount } from '@/lib/domain/ledger/chart'
import type { PostingView } from '@/lib/server/ledger/queries'
import { postingsHref } from './search-params'

type PostingsTableProps = { rows: readonly PostingView[]; account?: string; zone: string }

/** Postings with both their accounts. Seen from one account, a debit is plus and a credit minus. */
export function PostingsTable({ rows, account, zone }: PostingsTableProps) {
  const side = (head: string, codeOf: (row: PostingView) => string): Column<PostingView> => ({
    head,
    look: 'clip',
    cell: (row) => <AccountCode code={codeOf(row)} currency={row.currency} here={account} />,
  })
  return (
    <RowsTable<PostingView>
      caption="Postings"
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        account ? whenColumn(zone, (row) => row.occurredAt) : wide(whenColumn(zone, (row) => row.occurredAt)),
        side('Debit', (row) => row.debit),
        side('Credit', (row) => row.credit),
        ...(account
          ? [wide(idColumn<PostingView>('Balance transaction', (row) => row.transactionId, '/ledger/transactions'))]
          : []),
        amountColumn('Amount', (row) => ({
          minor: account === row.credit ? -row.amountMinor : row.amountMinor,
          currency: row.currency,
          difference: account !== undefined,
          ...(account ? { href: `/ledger/transactions/${row.transactionId}` } : {}),
        })),
      ]}
    />
  )
}

/** The account in words; its code is the title. */
function AccountCode({ code, currency, here }: { code: string; currency: string; here: string | undefined }) {
  if (code === here) return <span className="faint">this account</span>
  const { title, detail } = describeAccount(code)
  return (
    <Link className="fig" prefetch={false} href={postingsHref(code, currency)} title={code}>
      {title} {detail ? <span className="id">{detail.split(' · ').map(shortId).join(' · ')}</span> : null}
    </Link>
  )
}
