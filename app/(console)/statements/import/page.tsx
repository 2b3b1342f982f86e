import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listBankAccounts, listMappings } from '@/lib/server/statements/queries'
import { notPermitted } from '../statement-words'
import { StatementsTabs } from '../statements-tabs'
import { ImportForm } from './import-form'
import { MappingForm } from './mapping-form'

export const metadata: Metadata = { title: 'Import a bank statement' }

export default async function ImportPage() {
  const ctx = await requireActor('console.read')
  const [accounts, mappings] = await Promise.all([listBankAccounts(ctx), listMappings(ctx)])
  const disabledReason = can(ctx.actor, 'bank.import') ? null : notPermitted
  return (
    <>
      <TopBar title="Import a bank statement" above={{ href: '/statements', label: 'Bank statements' }} />
      <PageBody>
        <StatementsTabs at="/statements/import" />
        <div className="cols">
          <ImportForm
            accounts={accounts.map(({ id, name, currency, lastFour }) => ({
              id,
              label: `${name}, ${currency.toUpperCase()} …${lastFour}`,
            }))}
            mappings={mappings.map(({ id, name }) => ({ id, label: name }))}
            disabledReason={disabledReason}
          />
          <MappingForm saved={mappings.map(({ name }) => name)} disabledReason={disabledReason} />
        </div>
      </PageBody>
    </>
  )
}
