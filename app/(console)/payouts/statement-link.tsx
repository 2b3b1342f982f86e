import Link from 'next/link'
import { sellerHref } from '../sellers/search-params'

type Paid = { id: string; accountId: string }

/** What led to a seller's payout, from the one before. */
export function StatementLink({ payout, currency }: { payout: Paid; currency: string }) {
  return (
    <Link className="btn" href={sellerHref(payout.accountId, { payoutId: payout.id }, currency)} prefetch={false}>
      Seller’s statement
    </Link>
  )
}
