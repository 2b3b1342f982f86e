import { contractAt } from '../../books/contracts'
import { share } from '../../market/currency'
import type { Transfer } from '../../objects/transfer'
import { isBooksTimeOver } from '../clocks'
import { type Evidence, type Finding, finding } from '../evidence'
import { type ChargeStory, claimOn } from './charge-story'

/** One minor unit is rounding. */
const ROUNDING = 1

/** What a dispute leads to beyond its own entries: money given twice, not taken back, or not sent again. */
export function disputed(evidence: Evidence, story: ChargeStory): Finding[] {
  return story.disputes.flatMap(({ dispute, reinstated }) => {
    if (reinstated !== undefined) {
      return isBooksTimeOver(reinstated.created, evidence.now) ? notSentAgain(evidence, story) : []
    }
    const lost = dispute.status === 'lost' ? notRecovered(evidence, story, dispute.amount) : []
    return [...givenTwice(story, dispute.amount), ...lost]
  })
}

function givenTwice({ charge, refunded }: ChargeStory, amount: number): Finding[] {
  const twice = Math.min(refunded, refunded + amount - charge.amount_captured)
  return twice > 0 ? [finding('REFUNDED_AND_DISPUTED', charge.id, charge.currency, twice)] : []
}

/** What was reversed beyond the refunds' claim came back for the dispute. */
function notRecovered(evidence: Evidence, story: ChargeStory, amount: number): Finding[] {
  const { charge, originals } = story
  return originals.flatMap((transfer) => {
    const contract = contractAt(evidence.contractsOf(transfer.destination), charge.created)
    if (contract?.disputePolicy !== 'recovered') return []
    const claim = claimOn(evidence, story, transfer)
    const due = Math.min(share(transfer.amount, amount, charge.amount_captured), transfer.amount - claim)
    const short = due - surplusOf(transfer, claim)
    return short > ROUNDING ? [finding('DISPUTE_NOT_RECOVERED', transfer.id, transfer.currency, short)] : []
  })
}

const surplusOf = (transfer: Transfer, claim: number) => Math.max(0, transfer.amount_reversed - claim)

/** Re-transfers to one seller in one currency make up for his transfers in the order of their ids. */
function notSentAgain(evidence: Evidence, story: ChargeStory): Finding[] {
  const keyOf = (transfer: Transfer) => `${transfer.destination} ${transfer.currency}`
  const again = new Map<string, number>()
  for (const transfer of story.retransfers) {
    const kept = transfer.amount - transfer.amount_reversed
    again.set(keyOf(transfer), (again.get(keyOf(transfer)) ?? 0) + kept)
  }
  return story.originals
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((transfer) => {
      const surplus = surplusOf(transfer, claimOn(evidence, story, transfer))
      const covered = Math.min(surplus, again.get(keyOf(transfer)) ?? 0)
      again.set(keyOf(transfer), (again.get(keyOf(transfer)) ?? 0) - covered)
      const owed = surplus - covered
      return owed > ROUNDING ? [finding('RETRANSFER_OWED', transfer.id, transfer.currency, owed)] : []
    })
}
