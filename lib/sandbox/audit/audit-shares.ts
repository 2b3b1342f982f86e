import type { StripeObject } from '../store/store'
import { type Finding, finding } from '../truth/evidence'
import type { Story } from './audit-story'
import type { BookedEntry, Reading } from './reading'

const DAY = 86_400

/** Whether every seller of a sale got out of its charge what the sale's entry promises him. */
export function auditShares(reading: Reading, story: Story, sale: BookedEntry | undefined): Finding[] {
  const { charge } = story
  const currency = String(charge.currency)
  const settled = reading.find(story.held.account, charge.balance_transaction)
  if (settled === undefined || sale?.shares === undefined || sale.currency !== currency) return []
  const promised = new Map<unknown, number>()
  for (const { seller, amountMinor } of sale.shares) {
    promised.set(seller, (promised.get(seller) ?? 0) + Number(amountMinor))
  }
  const sent = Map.groupBy(
    story.before.filter((row) => row.currency === currency),
    (row) => row.destination,
  )
  const found: Finding[] = []
  let nothing = 0
  let little = 0
  for (const [seller, share] of promised) {
    const got = sum(sent.get(seller) ?? [])
    if (!sent.has(seller)) nothing += share
    else if (got < share) little += share - got
  }
  for (const [seller, rows] of sent) {
    const above = sum(rows) - (promised.get(seller) ?? 0)
    if (above > 0) found.push(finding('OVER_TRANSFERRED', latest(rows).id, currency, above))
  }
  if (Number(settled.created) + DAY >= reading.now) return found
  if (nothing > 0) found.push(finding('TRANSFER_MISSING', charge.id, currency, nothing))
  if (little > 0) found.push(finding('SPLIT_INCOMPLETE', charge.id, currency, little))
  return found
}

const sum = (rows: StripeObject[]) => rows.reduce((total, row) => total + Number(row.amount), 0)

/** The last one made; of two in one second the greater id. */
function latest(rows: StripeObject[]): StripeObject {
  return rows.reduce((last, row) => {
    const later = Number(row.created) - Number(last.created)
    return later > 0 || (later === 0 && row.id > last.id) ? row : last
  })
}
