/** Σ net of an account's balance transactions of one currency and balance type. */
export type NetSum = {
  readonly currency: string
  readonly balanceType: string
  readonly netMinor: bigint
  /** Of rows whose status was read as `available` or whose `available_on` is not after the reading. */
  readonly availableMinor: bigint
  /** Of payouts that are still on their way to the bank: not in `availableMinor`. */
  readonly payoutsUnderWayMinor: bigint
  /** The part of the sum that is `reporting_category` connect_reserved_funds, and the part that is risk_reserved_funds. */
  readonly reservedNetMinor: bigint
  readonly riskNetMinor: bigint
}
