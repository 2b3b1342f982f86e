import { contractTerms } from '@/lib/domain/books/contract-form'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import { contractRules } from '@/lib/server/fees/contract-versions'
import { foreseenDays, foreseenFees } from '@/lib/server/fees/foresee-contract'
import type { AskedVersion } from '@/lib/server/versions/queries'
import type { VersionRow } from '@/lib/server/versions/rows'
import { bandWords, contractSeller } from '../../books/contracts-table'
import { deciderName, type Names } from '../../names'
import { whyNot } from '../versions/may-not'
import { VersionCard } from '../versions/version-card'
import { activate, askToActivate, drop } from './actions'
import { contractRefusals } from './contract-words'
import { ForeseenTable } from './foreseen-table'

const acts = { ask: askToActivate, activate, drop }

type ContractCardProps = {
  row: VersionRow
  asked: AskedVersion | undefined
  ctx: UserCtx
  zone: string
  names: Names
}

/** One version of a contract, with what it would have meant beside what it says. */
export function ContractCard({ row, asked, ctx, zone, names }: ContractCardProps) {
  const terms = contractTerms.parse(row.body)
  return (
    <VersionCard
      row={row}
      title={`Contract, version ${row.number}`}
      asked={asked}
      acts={acts}
      mayNot={whyNot(contractRules, ctx.actor, contractRefusals, row, asked)}
      zone={zone}
      nameOf={(id) => deciderName(id, names.people)}
    >
      <div className="inner">
        <dl className="pairs">
          <dt>Seller</dt>
          <dd>{contractSeller(row.subject, names.sellers)}</dd>
          <dt>Name</dt>
          <dd>{terms.tier}</dd>
          <dt>Rates</dt>
          <dd>{terms.bands.map(bandWords).join(' · ')}</dd>
          <dt>On a refund the fee is</dt>
          <dd>{terms.refundPolicy}</dd>
          <dt>A lost dispute is</dt>
          <dd>{terms.disputePolicy}</dd>
          <dt>Replaces</dt>
          <dd>{row.basis || 'nothing: there is no contract before it'}</dd>
        </dl>
      </div>
      <ForeseenTable fees={foreseenFees(row.foreseen)} days={foreseenDays} />
    </VersionCard>
  )
}
