import { Segmented } from '@/components/ui/tabs'
import type { ProofCount } from '@/lib/server/proof/queries'
import { type ProofParams, proofHref, proofStates, proofWords } from '../search-params'

type ProofHeadProps = { counts: readonly ProofCount[]; differing: bigint; params: ProofParams }

export function ProofHead({ counts, differing, params }: ProofHeadProps) {
  const { cells } = proofTotals(counts)
  const countOf = (state: string) =>
    state === 'differs' ? differing : (counts.find((count) => count.state === state)?.cells ?? 0n)
  const tabs = [null, ...proofStates].map((state) => ({
    href: proofHref({ ...params, state, after: null }),
    label: `${state ? proofWords[state] : 'All cells'} ${(state ? countOf(state) : cells).toLocaleString('en-GB')}`,
    current: params.state === state,
  }))
  return (
    <div className="page-head">
      <Segmented label="State" tabs={tabs} />
      <span className="small mute">
        One equation per account, currency and balance type: what Stripe says less what its transactions add up to;
        available and pending are lines of their own. A row is due when its date has come or Stripe says so; where only
        these lines differ no money is missing, and Stripe lets it go on another day than its rows say
      </span>
    </div>
  )
}

export function proofTotals(counts: readonly ProofCount[]): { proven: bigint; cells: bigint } {
  return {
    proven: counts.find((count) => count.state === 'proven')?.cells ?? 0n,
    cells: counts.reduce((sum, count) => sum + count.cells, 0n),
  }
}
