import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { Field, FieldError, Input } from '@/components/form/field'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { requireActor } from '@/lib/server/auth/require-actor'
import { findLife } from '@/lib/server/money-life/queries'
import { loadMoneyParams, moneyHref } from './search-params'

export const metadata: Metadata = { title: 'Find money' }

/** One box for whatever id is at hand; it leads to the life of that money, or says that nothing here bears it. */
export default async function MoneyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const q = (await loadMoneyParams(searchParams)).q?.trim() ?? ''
  const found = q === '' ? null : await findLife(ctx, q)
  if (found?.ok) redirect(moneyHref(found.value))
  return (
    <>
      <TopBar title="Find money" above={{ href: '/ledger', label: 'Ledger' }} />
      <PageBody>
        <section className="card">
          <form method="get" action="/money" className="find-money">
            <Field
              label="Any id at hand"
              hint="A charge, refund, transfer, fee, dispute, payout or top-up, a balance transaction, your reference of a booking, an order, a bank line or its reference."
            >
              <Input name="q" defaultValue={q} maxLength={255} autoComplete="off" spellCheck={false} required />
            </Field>
            <FieldError>{found ? `Nothing here bears “${q}”. It may not have been synced yet.` : null}</FieldError>
            <button type="submit" className="btn primary">
              Find its life
            </button>
          </form>
        </section>
      </PageBody>
    </>
  )
}
