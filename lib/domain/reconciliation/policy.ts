const hour = 3_600_000

/** The clocks and tolerances of docs/findings.md, as versioned data: a stored finding names the version that made it. */
export type ReconPolicy = {
  readonly version: string
  /** Books may follow Stripe by this much. */
  readonly booksLagMs: number
  /** Stripe may follow the books by this much after `occurredAt` … */
  readonly stripeLagMs: number
  /** … or by this much after `expectedAt`, where it is given. */
  readonly stripeLagAfterExpectedMs: number
  /** A charge may be without a balance transaction for this long. */
  readonly unsettledMs: number
  /** Fee and transfer may follow the last refund by this much. */
  readonly leakGraceMs: number
  /** Rounding that a leak is forgiven, per refund. */
  readonly toleranceMinorPerRefund: bigint
  /** Rounding that is forgiven where a dispute asks for a transfer, or for one anew. */
  readonly disputeToleranceMinor: bigint
  /** A transfer may follow the settled charge, or the dispute that was won, by this much. */
  readonly transferLagMs: number
  /** A conversion may settle for less than was quoted by this much, or by these basis points of it, whichever is more. */
  readonly conversionToleranceMinor: bigint
  readonly conversionToleranceBp: bigint
  /** An order reference that more charges carry ties nothing. */
  readonly maxOrderCharges: number
  /** Facts of one family beyond which the engine refuses to decide. */
  readonly maxFamilyFacts: number
}

export const reconPolicy: ReconPolicy = {
  version: '2026-11-2',
  booksLagMs: 24 * hour,
  stripeLagMs: 72 * hour,
  stripeLagAfterExpectedMs: 24 * hour,
  unsettledMs: 7 * 24 * hour,
  leakGraceMs: hour,
  toleranceMinorPerRefund: 1n,
  disputeToleranceMinor: 1n,
  transferLagMs: 24 * hour,
  conversionToleranceMinor: 100n,
  conversionToleranceBp: 10n,
  maxOrderCharges: 50,
  maxFamilyFacts: 50_000,
}
