import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Pager } from '@/components/table/pager'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { type BankLineRow, listStatementLines } from '@/lib/server/statements/lines/list-lines'
import { getStatement, listBankAccounts, listRefusedLines, type RefusedLineRow } from '@/lib/server/statements/queries'
import { LinesTable } from '../lines-table'
import { loadStatementParams, statementHref } from '../search-params'
import { daysOf } from '../statement-days'
import { statementName } from '../statements-table'
import { LinesTabs } from './lines-tabs'
import { RefusedLines } from './refused-lines'
import { StatementSum } from './statement-sum'

export const metadata: Metadata = { title: 'Bank statement' }
const limit = 100

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function StatementPage({ params, searchParams }: Props) {
  const ctx = await requireActor('console.read')
  const [{ id }, { which: asked, after }] = await Promise.all([params, loadStatementParams(searchParams)])
  const statement = await getStatement(ctx, id)
  if (!statement) notFound()
  const which = asked ?? 'added'
  const rows: BankLineRow[] =
    which === 'refused'
      ? []
      : await listStatementLines(ctx, { statementId: id, which, limit, ...(after === null ? {} : { after }) })
  const refused: RefusedLineRow[] = which === 'refused' ? await listRefusedLines(ctx, id) : []
  const [accounts, people, { reportingZone }] = await Promise.all([
    listBankAccounts(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const account = accounts.find((row) => row.id === statement.bankAccountId)
  const last = rows.at(-1)
  return (
    <>
      <TopBar
        title={statementName(statement)}
        above={{ href: '/statements', label: 'Bank statements' }}
        facts={[account?.name ?? statement.bankAccountId, daysOf(statement)]}
      />
      <PageBody>
        <StatementSum
          statement={statement}
          zone={reportingZone}
          people={new Map(people.map((one) => [one.id, one.name]))}
        />
        <LinesTabs statement={statement} which={which} />
        <section className="card">
          {which === 'refused' ? (
            <RefusedLines rows={refused} />
          ) : (
            <LinesTable rows={rows} caption="Lines in the order of the file" />
          )}
          <Pager
            first={after === null ? null : statementHref(id, which)}
            next={last && rows.length === limit ? statementHref(id, which, last.position) : null}
          />
        </section>
      </PageBody>
    </>
  )
}
