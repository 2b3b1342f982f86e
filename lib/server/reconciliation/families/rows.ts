import type { DisputePolicy, FeeContract, RefundPolicy } from '@/lib/domain/fees/contract'
import type { Entry, Leg } from '@/lib/domain/reconciliation/facts'

export const legColumns = `l.kind, l.account_id AS account, l.object_id AS "objectId", l.amount_minor AS "amountMinor",
  l.currency, l.created, l.settled, l.parent_id AS "parentId", l.seller_id AS seller,
  l.order_reference AS "orderReference"`

export const entryColumns = `e.id, e.reference, e.kind, e.account_id AS account, e.object_id AS "objectId",
  e.order_reference AS "orderReference", e.amount_minor AS "amountMinor", e.currency, e.occurred_at AS "occurredAt",
  e.expected_at AS "expectedAt", e.seller_id AS seller, e.shares, e.quote`

export type LegRow = Omit<Leg, 'settlement'>
export type EntryRow = Omit<Entry, 'shares'> & { shares: { seller: string; amountMinor: string }[] | null }

export function entryFromRow(row: EntryRow): Entry {
  const shares = row.shares?.map(({ seller, amountMinor }) => ({ seller, amountMinor: BigInt(amountMinor) })) ?? null
  return { ...row, shares }
}

export type ContractRow = {
  reference: string
  seller: string
  tier: string
  validFrom: Date
  refundPolicy: RefundPolicy
  disputePolicy: DisputePolicy
  bands: { currency: string; fromMinor: string; rateBp: number; fixedMinor: string }[]
}

export function contractFromRow(row: ContractRow): FeeContract {
  const bands = row.bands.map((band) => ({
    currency: band.currency,
    fromMinor: BigInt(band.fromMinor),
    rateBp: BigInt(band.rateBp),
    fixedMinor: BigInt(band.fixedMinor),
  }))
  return { ...row, bands }
}
