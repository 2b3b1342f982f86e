import { Segmented } from '@/components/ui/tabs'
import type { ProofCount } from '@/lib/server/proof/queries'
import { type ProofParams, proofHref, proofStates, proofWords } from './search-params'

type ProofHeadProps = { counts: readonly ProofCount[]; params: ProofParams }

export function ProofHead({ counts, params }: ProofHeadProps) {
  const { cells } = proofTotals(counts)
  const countOf = (state: string) => counts.find((count) => count.state === state)?.cells ?? 0n
  const tabs = [null, ...proofStates].map((state) => ({
    href: proofHref({ ...params, state, after: null }),
    label: `${state ? proofWords[state] : 'All cells'} ${(state ? countOf(state) : cells).toLocaleString('en-GB')}`,
    current: params.state === state,
  }))
  return (
    <div className="page-head">
      <Segmented label="State" tabs={tabs} />
      <span className="small mute">
        One equation per account, currency and balance type: what Stripe says less what its transactions add up to
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
