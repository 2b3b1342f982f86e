import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { can } from '@/lib/domain/access/can'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listBankAccounts, listStatements } from '@/lib/server/statements/queries'
import { placeText, readMoment, readPlace } from '../ledger/search-params'
import { AccountDialog } from './account-dialog'
import { AccountsCard } from './accounts-card'
import { loadListParams, statementsHref } from './search-params'
import { notPermitted } from './statement-words'
import { StatementsTable } from './statements-table'
import { StatementsTabs } from './statements-tabs'

export const metadata: Metadata = { title: 'Bank statements' }
const limit = 50

export default async function StatementsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { account, before } = await loadListParams(searchParams)
  const place = readPlace(before, 2)
  const importedAt = readMoment(place?.[0])
  const [accounts, rows, { reportingZone }] = await Promise.all([
    listBankAccounts(ctx),
    listStatements(ctx, {
      limit,
      ...(account ? { bankAccountId: account } : {}),
      ...(importedAt ? { before: { importedAt, id: place?.[1] ?? '' } } : {}),
    }),
    getMarketplace(ctx),
  ])
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  const last = rows.at(-1)
  const more = last && rows.length === limit ? placeText(last.importedAt.toISOString(), last.id) : null
  return (
    <>
      <TopBar title="Bank statements" facts={[account ? (names.get(account) ?? account) : 'what the banks say']}>
        <AccountDialog disabledReason={can(ctx.actor, 'bank.import') ? null : notPermitted} />
      </TopBar>
      <PageBody>
        <StatementsTabs at="/statements" />
        <AccountsCard rows={accounts} zone={reportingZone} />
        {rows.length === 0 ? (
          <Blank
            title="No statement has come in yet"
            settled={false}
            actions={
              <Link className="btn primary" href="/statements/import">
                Import a file
              </Link>
            }
          >
            camt.053, MT940 and CSV are read here or through POST /api/v1/bank-statements. What does not add up stays
            out.
          </Blank>
        ) : (
          <section className="card">
            <StatementsTable rows={rows} accounts={names} zone={reportingZone} />
            <Pager
              first={before ? statementsHref({ account }) : null}
              next={more ? statementsHref({ account, before: more }) : null}
              word="Earlier"
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
