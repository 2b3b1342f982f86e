import type { Metadata } from 'next'
import Link from 'next/link'
import { formatInstant } from '@/components/moment/instants'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { can } from '@/lib/domain/access/can'
import { resolveSentences } from '@/lib/domain/exceptions/can-resolve'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { accountNames } from '@/lib/server/accounts/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listBatches, listCauses } from '@/lib/server/causes/queries'
import { deciderName } from '../../names'
import { BatchesCard } from './batches-card'
import { CauseCard } from './cause-card'
import { sayGrouped, traitWord } from './cause-words'

export const metadata: Metadata = { title: 'Causes' }

export default async function CausesPage() {
  const ctx = await requireActor('console.read')
  const [causes, batches, people, { reportingZone: zone }] = await Promise.all([
    listCauses(ctx),
    listBatches(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const sellers = [
    ...causes.map(({ by, value }) => ({ by, value })),
    ...batches.map((b) => ({ by: b.causeBy, value: b.causeValue })),
  ]
  const names = await accountNames(ctx, [
    ...new Set(sellers.flatMap(({ by, value }) => (by === 'seller' ? value : []))),
  ])
  const peopleById = new Map(people.map(({ id, name }) => [id, name]))
  const disabledReason = can(ctx.actor, 'exception.resolve') ? null : resolveSentences.not_permitted
  return (
    <>
      <TopBar title="Causes" above={{ href: '/exceptions', label: 'Exceptions' }} facts={[sayGrouped(causes)]}>
        <Link className="link small" href="/exceptions/rules">
          Rules
        </Link>
      </TopBar>
      <PageBody>
        {causes.length === 0 ? (
          <Blank title="No cause that several share" settled>
            Exceptions of one kind that have a seller, a fee tier, an import or an hour in common, three times more
            often than chance would make it, are gathered here.
          </Blank>
        ) : (
          <div className="stackv">
            {causes.map((cause) => (
              <CauseCard
                key={`${cause.kind} ${cause.direction} ${cause.by} ${cause.value}`}
                cause={cause}
                trait={traitWord(cause.by, cause.value, names, zone)}
                zone={zone}
                disabledReason={disabledReason}
              />
            ))}
          </div>
        )}
        <BatchesCard
          disabledReason={disabledReason}
          batches={batches.map((batch) => ({
            id: batch.id,
            kind: batch.kind,
            resolution: batch.resolution,
            count: batch.count,
            trait: traitWord(batch.causeBy, batch.causeValue, names, zone),
            who: deciderName(batch.resolvedBy, peopleById),
            when: formatInstant(batch.resolvedAt, zone),
            undone: batch.undoneAt !== null,
          }))}
        />
      </PageBody>
    </>
  )
}
