import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import { When } from '@/components/moment/when'
import { ListCard } from '@/components/table/list-card'
import type { BankAccountRow } from '@/lib/server/statements/queries'
import { linesHref, statementHref, statementsHref } from './search-params'

/** Every bank account: what its newest statement says is on it, and how far the statements reach. */
export function AccountsCard({ rows, zone }: { rows: readonly BankAccountRow[]; zone: string }) {
  return (
    <ListCard<BankAccountRow>
      title="Bank accounts"
      empty="No bank account is here yet. Add one, and its statements find it by their number."
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: 'Account',
          names: true,
          titleOf: (row) => row.legalEntity ?? undefined,
          cell: (row) => (
            <Link className="fig" prefetch={false} href={linesHref(row.id)}>
              {row.name}
            </Link>
          ),
        },
        { head: 'Number', onPhone: false, cell: (row) => <span className="id">…{row.lastFour}</span> },
        {
          head: 'Balance',
          className: 'r c-amt mixed',
          cell: (row) => <Balance row={row} />,
        },
        {
          head: 'As of',
          onPhone: false,
          look: 'mute',
          cell: (row) => (row.balanceOn ? formatDay(row.balanceOn) : '–'),
        },
        { head: 'Lines up to', look: 'mute', cell: (row) => (row.lastOn ? formatDay(row.lastOn) : 'none yet') },
        {
          head: 'Last import',
          onPhone: false,
          look: 'mute',
          cell: (row) => (row.lastImportedAt ? <When at={row.lastImportedAt} zone={zone} /> : 'never'),
        },
        {
          head: 'Statements',
          className: 'r',
          onPhone: false,
          cell: (row) => (
            <Link className="fig" prefetch={false} href={statementsHref({ account: row.id })}>
              {row.statements.toLocaleString('en-GB')}
            </Link>
          ),
        },
      ]}
    />
  )
}

function Balance({ row: { balanceMinor, currency, balanceStatementId } }: { row: BankAccountRow }) {
  if (balanceMinor === null || balanceStatementId === null) return <span className="faint">not said</span>
  return (
    <Link className="fig" prefetch={false} href={statementHref(balanceStatementId)}>
      <Amount minor={balanceMinor} currency={currency} align="mix" />
    </Link>
  )
}
