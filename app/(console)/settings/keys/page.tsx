import type { Metadata } from 'next'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ListCard } from '@/components/table/list-card'
import { can } from '@/lib/domain/access/can'
import { listApiKeys } from '@/lib/server/access/api-keys'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { deciderName } from '../../names'
import { KeyDialog } from './key-dialog'
import { keyWords } from './key-words'
import { RevokeButton } from './revoke-button'

export const metadata: Metadata = { title: 'API keys' }

/** What machines come in with: which there are, whether they are used, and how to stop one. */
export default async function KeysPage() {
  const ctx = await requireActor('console.read')
  const [keys, people, { reportingZone: zone }] = await Promise.all([
    listApiKeys(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const byId = new Map(people.map(({ id, name }) => [id, name]))
  const mayNot = can(ctx.actor, 'key.manage') ? null : keyWords.not_permitted
  const open = keys.filter(({ revokedAt }) => revokedAt === null).length
  return (
    <>
      <TopBar
        title="API keys"
        above={{ href: '/settings', label: 'Settings' }}
        facts={mayNot ? [] : [open === 1 ? 'one opens' : `${open} open`]}
      >
        <KeyDialog disabledReason={mayNot} />
      </TopBar>
      <PageBody>
        {mayNot ? (
          <Blank title="Keys are an admin’s">{mayNot}</Blank>
        ) : (
          <ListCard
            title="Keys"
            empty="None. A key lets a machine hand in book entries, contracts, bank statements and reports."
            rows={keys}
            keyOf={({ id }) => id}
            columns={[
              { head: 'For', names: true, cell: ({ name }) => name },
              { head: 'Begins with', cell: ({ prefix }) => <span className="id">{prefix}…</span> },
              {
                head: 'Made by',
                onPhone: false,
                cell: ({ createdBy }) => (createdBy ? deciderName(createdBy, byId) : '–'),
              },
              { head: 'Made', onPhone: false, cell: ({ createdAt }) => <When at={createdAt} zone={zone} /> },
              {
                head: 'Last used',
                onPhone: false,
                cell: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} zone={zone} /> : 'never'),
              },
              {
                head: 'Revoke',
                className: 'r',
                cell: ({ id, name, revokedAt }) =>
                  revokedAt ? <span className="chip edge">revoked</span> : <RevokeButton id={id} name={name} />,
              },
            ]}
          />
        )}
      </PageBody>
    </>
  )
}
