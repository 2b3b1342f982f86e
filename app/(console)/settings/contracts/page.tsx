import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { dayInZone } from '@/lib/domain/base/calendar-day'
import { requireActor } from '@/lib/server/auth/require-actor'
import { contractRules } from '@/lib/server/fees/contract-versions'
import { ContractsTable } from '../../books/contracts-table'
import { placeText } from '../../ledger/search-params'
import { whyNot } from '../versions/may-not'
import { ContractCard } from './contract-card'
import { ContractForm } from './contract-form'
import { contractRefusals } from './contract-words'
import { contractsShown, loadContracts } from './load-contracts'
import { contractSettingsHref, loadContractSettings } from './search-params'

export const metadata: Metadata = { title: 'Fee contracts' }

/** What sellers agreed to, as dated versions: what holds, what would, what it would mean, and who let it. */
export default async function ContractSettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { seller, after } = await loadContractSettings(searchParams)
  const { rows, versions, asked, names, zone, start } = await loadContracts(ctx, { seller, after })
  const last = rows.at(-1)
  const more = last && rows.length === contractsShown ? placeText(last.sellerId, last.reference) : null
  return (
    <>
      <TopBar title="Fee contracts" above={{ href: '/settings', label: 'Settings' }} />
      <PageBody>
        <div className="cols">
          <div className="stackv">
            {versions.map((row) => (
              <ContractCard
                key={row.id}
                row={row}
                asked={asked.find(({ subject }) => subject === row.id)}
                ctx={ctx}
                zone={zone}
                names={names}
              />
            ))}
            {rows.length === 0 ? (
              <Blank title="No contract is on file" settled={false}>
                Draft one here, or send contracts to POST /api/v1/fee-contracts. Without one no fee is checked.
              </Blank>
            ) : (
              <section className="card">
                <ContractsTable
                  rows={rows}
                  names={names}
                  zone={zone}
                  hrefOf={(id) => contractSettingsHref({ seller: id })}
                />
                <Pager
                  first={after ? contractSettingsHref({ seller }) : null}
                  next={more ? contractSettingsHref({ seller, after: more }) : null}
                />
              </section>
            )}
          </div>
          <section className="card" aria-labelledby="draft">
            <header>
              <h2 id="draft">Draft the next contract</h2>
            </header>
            <div className="inner">
              <ContractForm
                key={seller ?? ''}
                start={start}
                today={dayInZone(ctx.now, zone)}
                disabledReason={whyNot(contractRules, ctx.actor, contractRefusals).draft}
              />
            </div>
          </section>
        </div>
      </PageBody>
    </>
  )
}
