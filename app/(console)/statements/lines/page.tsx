import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ExportLinks } from '@/components/table/export-links'
import { Pager } from '@/components/table/pager'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listAccountLines } from '@/lib/server/statements/lines/list-lines'
import { listBankAccounts } from '@/lib/server/statements/queries'
import { placeText, readDay, readPlace } from '../../ledger/search-params'
import { LinesTable } from '../lines-table'
import { linesHref, loadListParams } from '../search-params'

export const metadata: Metadata = { title: 'Bank lines' }
const limit = 100

/** Every movement on one bank account, whichever statement brought it. */
export default async function LinesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { account, before } = await loadListParams(searchParams)
  if (!account) return <NoAccount />
  const bank = (await listBankAccounts(ctx)).find((row) => row.id === account)
  if (!bank) notFound()
  const [written, id = ''] = readPlace(before, 2) ?? []
  const bookedOn = readDay(written)
  const place = bookedOn ? { bookedOn, id } : null
  const rows = await listAccountLines(ctx, { bankAccountId: bank.id, limit, ...(place ? { before: place } : {}) })
  const last = rows.at(-1)
  return (
    <>
      <TopBar
        title={bank.name}
        above={{ href: '/statements', label: 'Bank statements' }}
        facts={[`${bank.currency.toUpperCase()} …${bank.lastFour}`]}
      >
        <ExportLinks list="bank-lines" query={`account=${encodeURIComponent(bank.id)}`} />
      </TopBar>
      <PageBody>
        {rows.length === 0 ? (
          <Blank title="No line of this account yet" settled={false}>
            Lines come in with its statements.
          </Blank>
        ) : (
          <section className="card">
            <LinesTable rows={rows} caption="Movements, newest first" />
            <Pager
              first={before ? linesHref(bank.id) : null}
              next={last && rows.length === limit ? linesHref(bank.id, placeText(last.bookedOn, last.id)) : null}
              word="Earlier"
            />
          </section>
        )}
      </PageBody>
    </>
  )
}

function NoAccount() {
  return (
    <>
      <TopBar title="Bank lines" above={{ href: '/statements', label: 'Bank statements' }} />
      <PageBody>
        <Blank
          title="Lines belong to an account"
          settled={false}
          actions={
            <Link className="btn primary" href="/statements">
              Choose a bank account
            </Link>
          }
        >
          Each bank account has its own list of movements.
        </Blank>
      </PageBody>
    </>
  )
}
