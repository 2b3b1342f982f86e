import type { Metadata } from 'next'
import { createLoader, createSerializer, parseAsString, type SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ExportLinks } from '@/components/table/export-links'
import { Pager } from '@/components/table/pager'
import { can } from '@/lib/domain/access/can'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { chainState } from '@/lib/server/audit/chain-state'
import { listAudit } from '@/lib/server/audit/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { AuditFilter } from './audit-filter'
import { AuditTable } from './audit-table'
import { ChainNote } from './chain-note'
import { verifyWords } from './verify-words'

export const metadata: Metadata = { title: 'Audit' }
const limit = 100
const auditParams = { action: parseAsString, subject: parseAsString, actor: parseAsString, before: parseAsString }
const load = createLoader(auditParams)
const serialize = createSerializer(auditParams)

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('audit.read')
  const params = await load(searchParams)
  const { action, subject, actor, before } = params
  const [rows, chain, people, { reportingZone }] = await Promise.all([
    listAudit(ctx, {
      limit,
      ...(action ? { action } : {}),
      ...(subject ? { subject } : {}),
      ...(actor ? { actorId: actor } : {}),
      ...(before && /^\d{1,18}$/.test(before) ? { beforeSeq: BigInt(before) } : {}),
    }),
    chainState(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const last = rows.at(-1)
  return (
    <>
      <TopBar
        title="Audit"
        facts={chain.holds ? [`${(chain.rows + chain.waiting).toLocaleString('en-GB')} acts, one chain`] : []}
      >
        <ExportLinks list="audit" query={serialize({ action, subject, actor }).slice(1)} />
      </TopBar>
      <PageBody>
        <ChainNote
          chain={chain}
          zone={reportingZone}
          disabledReason={can(ctx.actor, 'audit.verify') ? null : verifyWords.not_permitted}
        />
        <AuditFilter action={action} subject={subject} actor={actor} people={people} />
        {rows.length === 0 ? (
          <Blank
            title="No act fits this filter"
            actions={
              <a className="btn primary" href="/audit">
                Show all acts
              </a>
            }
          >
            Every command writes one row here, in the same transaction as what it changed.
          </Blank>
        ) : (
          <section className="card">
            <AuditTable rows={rows} people={people} zone={reportingZone} />
            <Pager
              first={before ? serialize('/audit', { ...params, before: null }) : null}
              next={last && rows.length === limit ? serialize('/audit', { ...params, before: String(last.seq) }) : null}
              word="Earlier"
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
