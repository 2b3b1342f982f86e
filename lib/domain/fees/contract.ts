/** What the platform keeps of its fee when the sale is refunded. */
export type RefundPolicy = 'kept' | 'returned'

/** Who bears a lost dispute: the seller, whose transfers are reversed, or the platform. */
export type DisputePolicy = 'recovered' | 'absorbed'

/** Applies to the whole captured amount from `fromMinor` on (not marginal), in one currency. */
export type FeeBand = {
  readonly currency: string
  readonly fromMinor: bigint
  /** Basis points of the captured amount. */
  readonly rateBp: bigint
  readonly fixedMinor: bigint
}

/** Stands in a contract's place of the seller: it holds for every seller while none of their own is in force. */
export const everySeller = '*'

/** What one seller agreed to from `validFrom` until his next contract. */
export type FeeContract = {
  readonly reference: string
  readonly seller: string
  readonly validFrom: Date
  readonly tier: string
  readonly refundPolicy: RefundPolicy
  readonly disputePolicy: DisputePolicy
  readonly bands: readonly FeeBand[]
}
