import type { Transfer } from '../../objects/transfer'
import { isBooksTimeOver } from '../clocks'
import { type Evidence, type Finding, finding } from '../evidence'
import type { ChargeStory } from './charge-story'

type Part = { seller: string; share: number; sent: readonly Transfer[]; got: number }

/** What the sellers of a sale got out of its charge, against the shares that its entry names. */
export function split(evidence: Evidence, story: ChargeStory): Finding[] {
  const { charge } = story
  const settledAt = evidence.get(story.account, String(charge.balance_transaction))?.created
  const parts = partsOf(evidence, story)
  if (settledAt === undefined || parts.length === 0) return []
  const over = parts.filter((part) => part.got > part.share).map((part) => overOf(part))
  if (!isBooksTimeOver(Number(settledAt), evidence.now)) return over
  const sum = (of: readonly Part[]) => of.reduce((total, part) => total + part.share - part.got, 0)
  const missing = sum(parts.filter((part) => part.sent.length === 0))
  const short = sum(parts.filter((part) => part.sent.length > 0 && part.got < part.share))
  return [
    ...over,
    finding('TRANSFER_MISSING', charge.id, charge.currency, missing),
    finding('SPLIT_INCOMPLETE', charge.id, charge.currency, short),
  ]
}

/** Who is named, and who got something without being named. */
function partsOf(evidence: Evidence, { charge, originals }: ChargeStory): Part[] {
  const entry = evidence.saleEntry(charge.id)
  if (entry?.shares === undefined || entry.currency !== charge.currency) return []
  const inCurrency = originals.filter((transfer) => transfer.currency === charge.currency)
  const sellers = new Set([...entry.shares.map((part) => part.seller), ...inCurrency.map((row) => row.destination)])
  return [...sellers].map((seller) => {
    const sent = inCurrency.filter((transfer) => transfer.destination === seller)
    const shares = entry.shares!.filter((part) => part.seller === seller)
    return {
      seller,
      share: shares.reduce((sum, part) => sum + part.amount, 0),
      sent,
      got: sent.reduce((sum, transfer) => sum + transfer.amount, 0),
    }
  })
}

function overOf({ sent, got, share }: Part): Finding {
  const [latest] = sent.toSorted((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1)) as [Transfer]
  return finding('OVER_TRANSFERRED', latest.id, latest.currency, got - share)
}
