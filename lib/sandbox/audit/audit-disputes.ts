import type { StripeObject } from '../store/store'
import { type Finding, finding } from '../truth/evidence'
import { askedBack, halfUp, rowOf, type Story } from './audit-story'
import { contractFor, type Reading } from './reading'

const DAY = 86_400

/** What a dispute took twice, what it should have brought back, and what is to be sent again after a win. */
export function auditDisputes(reading: Reading, story: Story): Finding[] {
  return story.disputes.flatMap((dispute) => {
    if (rowOf(dispute, 'dispute') === undefined) return []
    const win = rowOf(dispute, 'dispute_reversal')
    if (win === undefined) {
      return [...twice(story, dispute), ...(dispute.status === 'lost' ? unrecovered(reading, story, dispute) : [])]
    }
    return Number(win.created) + DAY < reading.now ? owedAgain(reading, story) : []
  })
}

function twice({ charge, refunded }: Story, dispute: StripeObject): Finding[] {
  const beyond = refunded + Number(dispute.amount) - Number(charge.amount_captured)
  const amount = Math.min(refunded, beyond)
  return amount <= 0 ? [] : [finding('REFUNDED_AND_DISPUTED', charge.id, String(charge.currency), amount)]
}

function unrecovered(reading: Reading, story: Story, dispute: StripeObject): Finding[] {
  const { charge } = story
  const found: Finding[] = []
  for (const transfer of story.before) {
    if (contractFor(reading, transfer.destination, Number(charge.created))?.disputePolicy !== 'recovered') continue
    const amount = BigInt(Number(transfer.amount))
    const forRefunds = askedBack(reading, story, transfer)
    const ofDispute = halfUp(amount * BigInt(Number(dispute.amount)), BigInt(Number(charge.amount_captured)))
    const due = ofDispute < amount - forRefunds ? ofDispute : amount - forRefunds
    const short = due - beyondRefunds(transfer, forRefunds)
    if (short > 1n) found.push(finding('DISPUTE_NOT_RECOVERED', transfer.id, String(transfer.currency), Number(short)))
  }
  return found
}

function beyondRefunds(transfer: StripeObject, forRefunds: bigint): bigint {
  const reversed = BigInt(Number(transfer.amount_reversed))
  return reversed > forRefunds ? reversed - forRefunds : 0n
}

/** One purse for each seller and currency, emptied over his transfers by id. */
function owedAgain(reading: Reading, story: Story): Finding[] {
  const found: Finding[] = []
  const groups = Map.groupBy(story.before, (row) => `${row.destination} ${row.currency}`)
  for (const transfers of groups.values()) {
    const [{ destination, currency }] = transfers as [StripeObject]
    let purse = story.after
      .filter((row) => row.destination === destination && row.currency === currency)
      .reduce((sum, row) => sum + Number(row.amount) - Number(row.amount_reversed), 0)
    for (const transfer of transfers.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const surplus = Number(beyondRefunds(transfer, askedBack(reading, story, transfer)))
      const paid = Math.min(purse, surplus)
      purse -= paid
      if (surplus - paid > 1) found.push(finding('RETRANSFER_OWED', transfer.id, String(currency), surplus - paid))
    }
  }
  return found
}
