import { entryRow, legRow, part, say, sum } from '../describe'
import { aboutLeg, after, type Desk } from '../desk'
import type { Entry, Leg } from '../facts'
import type { EvidencePart } from '../finding'
import type { Payment } from '../payment'

/** What one seller was to receive of a sale, and the original transfers that he did receive. */
type Split = { seller: string; share: bigint; given: bigint; transfers: Leg[] }

/**
 * A sale's shares against its original transfers, seller by seller, in the charge's currency. A seller on whose own
 * account the charge lies has his money without a transfer; one whom the shares do not name has a share of zero.
 */
export function reportShares(desk: Desk, payment: Payment): void {
  const { charge, entry } = payment
  if (!entry?.shares || entry.currency !== charge.currency) return
  const splits = splitsOf(payment, entry)
  for (const split of splits) if (split.given > split.share) reportExcess(desk, split, charge, entry)
  const without = splits.filter(({ share, given }) => share > 0n && given === 0n)
  const short = splits.filter(({ share, given }) => given > 0n && given < share)
  if (without.length + short.length === 0 || charge.settlement === null) return
  if (desk.stillInTime(after(charge.settlement.at, desk.policy.transferLagMs))) return
  if (without.length > 0) reportWithout(desk, without, charge, entry)
  if (short.length > 0) reportShort(desk, short, charge, entry)
}

function splitsOf({ charge, transfers }: Payment, { shares }: Entry): Split[] {
  const splits = new Map<string, Split>()
  const at = (seller: string): Split => {
    const split = splits.get(seller) ?? { seller, share: 0n, given: 0n, transfers: [] }
    splits.set(seller, split)
    return split
  }
  for (const { seller, amountMinor } of shares ?? []) at(seller).share += amountMinor
  for (const { leg } of transfers) {
    if (leg.seller === null || leg.currency !== charge.currency) continue
    const split = at(leg.seller)
    split.given += leg.amountMinor
    split.transfers.push(leg)
  }
  return [...splits.values()]
    .filter(({ seller }) => seller !== charge.account)
    .sort((a, b) => (a.seller < b.seller ? -1 : 1))
}

/** OVER_TRANSFERRED: on the latest original transfer to that seller, the larger id where two are of one second. */
function reportExcess(desk: Desk, { share, given, transfers }: Split, charge: Leg, entry: Entry): void {
  const latest = transfers
    .toSorted((a, b) => a.created.getTime() - b.created.getTime() || (a.objectId < b.objectId ? -1 : 1))
    .at(-1)
  if (!latest) return
  const amount = say(given - share, latest.currency)
  desk.report({
    ...aboutLeg('OVER_TRANSFERRED', latest),
    amountMinor: given - share,
    direction: 'seller_owes_platform',
    sentence: `A seller received ${say(given, latest.currency)} of a sale of ${say(charge.amountMinor, charge.currency)} of which the books give him ${say(share, latest.currency)}: the seller owes the platform ${amount}.`,
    evidence: {
      rows: [...transfers.map(legRow), legRow(charge), entryRow(entry)],
      parts: [part('Transferred to him', given), part('less his share', -share)],
      rule: 'The original transfers of a sale to a seller add up to his share of it.',
    },
  })
}

function reportWithout(desk: Desk, without: readonly Split[], charge: Leg, entry: Entry): void {
  const amountMinor = sum(without.map(({ share }) => share))
  const amount = say(amountMinor, charge.currency)
  const [who, whom] = wordsFor(without)
  desk.report({
    ...aboutShares('TRANSFER_MISSING', charge, without),
    amountMinor,
    sentence: `A sale of ${say(charge.amountMinor, charge.currency)} has settled and ${who} received nothing of it, though the books promise ${amount}: the platform owes ${whom} ${amount}.`,
    evidence: {
      rows: [legRow(charge), entryRow(entry)],
      parts: without.map(({ seller, share }) => part(`Share of ${seller}`, share)),
      rule: 'A seller with a share of a sale has a transfer of it within 24 hours after the charge settled.',
    },
  })
}

function reportShort(desk: Desk, short: readonly Split[], charge: Leg, entry: Entry): void {
  const amountMinor = sum(short.map(({ share, given }) => share - given))
  const amount = say(amountMinor, charge.currency)
  const [who, whom] = wordsFor(short)
  desk.report({
    ...aboutShares('SPLIT_INCOMPLETE', charge, short),
    amountMinor,
    sentence: `A sale of ${say(charge.amountMinor, charge.currency)} has settled and ${who} received ${amount} less of it than the books promise: the platform owes ${whom} ${amount}.`,
    evidence: {
      rows: [legRow(charge), ...short.flatMap(({ transfers }) => transfers.map(legRow)), entryRow(entry)],
      parts: short.flatMap(partsOf),
      rule: 'The original transfers of a sale to a seller add up to his share within 24 hours after the charge settled.',
    },
  })
}

function partsOf({ seller, share, given }: Split): EvidencePart[] {
  return [part(`Share of ${seller}`, share), part(`less transferred to ${seller}`, -given)]
}

/** The finding is the charge's; it is a seller's where only one is concerned. */
function aboutShares(kind: 'TRANSFER_MISSING' | 'SPLIT_INCOMPLETE', charge: Leg, splits: readonly Split[]) {
  const [only, second] = splits
  const seller = only && !second ? only.seller : null
  return { ...aboutLeg(kind, charge), seller, direction: 'platform_owes_seller' as const }
}

function wordsFor(splits: readonly Split[]): [who: string, whom: string] {
  return splits.length === 1 ? ['its seller', 'the seller'] : [`${splits.length} of its sellers`, 'them together']
}
