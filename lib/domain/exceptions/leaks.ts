import type { FindingKind } from '../reconciliation/finding'

/** Findings in which money leaks: it is with the wrong party, or gone and nobody booked it; in the order of a report. */
export const leakKinds = [
  'APP_FEE_NOT_REFUNDED',
  'TRANSFER_NOT_REVERSED',
  'DISPUTE_NOT_RECOVERED',
  'RETRANSFER_OWED',
  'TRANSFER_MISSING',
  'SPLIT_INCOMPLETE',
  'OVER_TRANSFERRED',
  'REFUNDED_AND_DISPUTED',
  'REFUND_FAILED',
  'DISPUTE_UNBOOKED',
  'DISPUTE_FEE_UNBOOKED',
  'FEE_VARIANCE',
  'FEE_UNATTRIBUTED',
  'FX_VARIANCE',
  'RESERVE_DRIFT',
] as const satisfies readonly FindingKind[]
export type LeakKind = (typeof leakKinds)[number]
