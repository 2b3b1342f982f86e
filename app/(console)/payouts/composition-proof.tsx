import { Check, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Points } from '@/components/evidence/points'
import { Sum } from '@/components/evidence/sum'
import { Amount, amountPhrase } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import type { CompositionView, ReturnView } from '@/lib/server/payouts/composition-queries'
import { confidencePhrase, factorWord } from './composition-words'

/** Two equations in sight: before − consumed = after, and consumed + left over = the payout. */
export function CompositionProof({ made, back }: { made: CompositionView; back: ReturnView | null }) {
  const { currency, beforeMinor, consumedMinor, afterMinor, remainderMinor, amountMinor } = made
  return (
    <section className="card">
      <header>
        <h2>Proof</h2>
        <span className="push faint small">balance of {made.balanceType.replaceAll('_', ' ')}</span>
      </header>
      <div className="inner stackv">
        <Sum
          parts={[part('Balance before', beforeMinor), part('Rows consumed', -consumedMinor)]}
          totalMinor={afterMinor}
          currency={currency}
          total="Balance after"
        />
        <Sum
          parts={[part('Rows consumed', consumedMinor), part('Left over', remainderMinor)]}
          totalMinor={amountMinor}
          currency={currency}
          total="Payout"
        />
        {remainderMinor === 0n ? (
          <p className="note success">
            <Check className="ico" />
            {made.basis === 'listed'
              ? 'Equals the payout to the cent.'
              : 'The rows consumed are the payout, to the cent.'}
          </p>
        ) : (
          <p className="note danger">
            <TriangleAlert className="ico" />
            <span>
              <Amount minor={remainderMinor} currency={currency} difference /> is not explained by the rows that are
              known.
            </span>
          </p>
        )}
        {back ? <GivenBack back={back} currency={currency} /> : null}
      </div>
    </section>
  )
}

function GivenBack({ back, currency }: { back: ReturnView; currency: string }) {
  return (
    <p className="note">
      <span>
        Given back: <Amount minor={back.netMinor} currency={currency} /> with{' '}
        <Link className="id" href={`/ledger/transactions/${back.transactionId}`} title={back.transactionId}>
          {shortId(back.transactionId)}
        </Link>
        . Its rows are open again in their old order, and a later payout consumes them anew.
      </span>
    </p>
  )
}

/** How sure it is, as points that add up. */
export function CompositionConfidence({ made }: { made: CompositionView }) {
  return (
    <section className="card">
      <header>
        <h2>Confidence</h2>
        <span className="push small">{confidencePhrase(made.confidence)}</span>
      </header>
      <div className="inner">
        <Points
          caption="How the confidence comes about"
          parts={made.factors.map((factor) => ({ label: factorWord(factor), points: factor.points, of: factor.most }))}
          total={made.confidence}
          whole="Together"
        />
      </div>
    </section>
  )
}

/** The sentence first; the amount that was paid stands out in it. */
export function CompositionSentence({ text, made }: { text: string; made: CompositionView }) {
  const amount = amountPhrase(made.amountMinor, made.currency)
  return (
    <p className="sentence">
      <b>{amount}</b>
      {text.slice(amount.length)}
    </p>
  )
}

function part(label: string, minor: bigint) {
  return { label, amountMinor: minor.toString() }
}
