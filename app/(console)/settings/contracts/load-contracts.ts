import { bandLines } from '@/lib/domain/books/contract-form'
import { everySeller } from '@/lib/domain/fees/contract'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import { type ContractRow, listContracts } from '@/lib/server/books/queries'
import { contractRules } from '@/lib/server/fees/contract-versions'
import { listAskedVersions, listVersions } from '@/lib/server/versions/queries'
import { readPlace } from '../../ledger/search-params'
import { namesOf } from '../../names'
import type { ContractStart } from './contract-form'

export const contractsShown = 50

/** Everything that the page of contracts shows. */
export async function loadContracts(ctx: UserCtx, { seller, after }: { seller: string | null; after: string | null }) {
  const [sellerId, reference] = readPlace(after, 2) ?? []
  const place = sellerId && reference ? { after: { sellerId, reference } } : {}
  const of = seller ? { seller } : {}
  const [rows, versions, asked, people, { reportingZone: zone }] = await Promise.all([
    listContracts(ctx, { limit: contractsShown, ...place, ...of }),
    listVersions(ctx, 'fee_contract'),
    listAskedVersions(ctx, contractRules),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const sellers = [...rows.map((row) => row.sellerId), ...versions.map((row) => row.subject)]
  const names = await namesOf(
    ctx,
    sellers.map((id) => ({ accountId: id, sellerId: id })),
    people,
  )
  return { rows, versions, asked, names, zone, start: startOf(seller, rows) }
}

/** What the form begins with: the newest contract of the chosen seller. */
function startOf(seller: string | null, rows: readonly ContractRow[]): ContractStart {
  const [newest] = seller ? [...rows].sort((a, b) => b.validFrom.getTime() - a.validFrom.getTime()) : []
  return {
    seller: seller === everySeller ? '' : (seller ?? ''),
    tier: newest?.tier ?? 'Standard',
    refundPolicy: newest?.refundPolicy ?? 'kept',
    disputePolicy: newest?.disputePolicy ?? 'absorbed',
    bands: newest ? bandLines(newest.bands) : '',
  }
}
