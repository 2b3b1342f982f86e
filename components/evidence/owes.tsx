import { ArrowRight } from 'lucide-react'
import type { Direction } from '@/lib/domain/reconciliation/finding'
import { Amount, amountPhrase } from '../finance/amount'
import { debtOf } from '../finance/kind-words'

type OwesProps = {
  direction: Direction
  seller: string | null
  minor: bigint
  currency: string
  /** What the platform has really lost over the whole payment: directions are never netted, so it is said apart. */
  lossMinor?: bigint
}

export function Owes({ direction, seller, minor, currency, lossMinor }: OwesProps) {
  const debt = debtOf(direction, seller)
  return (
    <p className="owes">
      {debt ? (
        <>
          <b>{debt.debtor}</b>
          <ArrowRight className="ico s" aria-label="owes" role="img" />
          <b>{debt.creditor}</b>
          <Amount minor={minor < 0n ? -minor : minor} currency={currency} />
        </>
      ) : direction === 'books_only' ? (
        'No money is in the wrong place: only the books say otherwise.'
      ) : (
        'Who owes whom cannot be told from the data yet.'
      )}
      {lossMinor === undefined || lossMinor === 0n ? null : (
        <span className="chip edge">
          {lossMinor > 0n ? 'platform lost' : 'platform kept'}{' '}
          {amountPhrase(lossMinor < 0n ? -lossMinor : lossMinor, currency)} over the whole payment
        </span>
      )}
    </p>
  )
}
