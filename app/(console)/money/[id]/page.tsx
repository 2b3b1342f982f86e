import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Sentence } from '@/components/evidence/sentence'
import { shortId } from '@/components/finance/short-id'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import type { Ctx } from '@/lib/server/context'
import { getLife, type MoneyLife } from '@/lib/server/money-life/queries'
import { listBankAccounts } from '@/lib/server/statements/queries'
import { namesOf } from '../../names'
import { lifeSentence } from '../life-sentence'
import { AccountSums, Ends, SharesCards } from './sums'
import { Threads } from './threads'

export const metadata: Metadata = { title: 'Life of this money' }

/** A payment from the order to the bank, on four sides: the sentence, the sides, the sums. */
export default async function LifePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireActor('console.read')
  const id = decodeId((await params).id)
  const [found, { reportingZone }] = await Promise.all([getLife(ctx, id), getMarketplace(ctx)])
  if (!found.ok) notFound()
  const life = found.value
  const nameOf = await namer(ctx, life)
  const said = lifeSentence(life, nameOf)
  return (
    <>
      <TopBar title="Life of this money" above={{ href: '/money', label: 'Find money' }} facts={[shortId(id)]} />
      <PageBody>
        <div className="life-said">
          <Sentence {...said} />
        </div>
        {life.isCut ? (
          <p className="note warning">More belongs to it than is shown: sums are of what is shown.</p>
        ) : null}
        <Threads graph={life.graph} zone={reportingZone} nameOf={nameOf} />
        <div className="cols">
          <div className="stackv">
            <AccountSums life={life} nameOf={nameOf} />
            <Ends life={life} />
          </div>
          <div className="stackv">
            <SharesCards life={life} nameOf={nameOf} />
          </div>
        </div>
        <p className="tiny faint">
          Times in {reportingZone}. What is set apart carries other money too, or moves nothing on its account: it
          stands in no sum.
        </p>
      </PageBody>
    </>
  )
}

/** An address that cannot be decoded is the address of nothing. */
function decodeId(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function namer(ctx: Ctx, { graph, platforms }: MoneyLife): Promise<(accountId: string) => string> {
  const accounts = [...new Set(graph.nodes.map(({ accountId }) => accountId))]
  const [names, banks] = await Promise.all([
    namesOf(
      ctx,
      accounts.map((accountId) => ({ accountId, sellerId: null })),
      [],
    ),
    listBankAccounts(ctx),
  ])
  const bankNames = new Map(banks.map(({ id, name }) => [id, name]))
  return (id) => (platforms.includes(id) ? 'Platform' : (names.sellers.get(id) ?? bankNames.get(id) ?? id))
}
