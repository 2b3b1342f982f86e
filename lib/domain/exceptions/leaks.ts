import type { FindingKind } from '../reconciliation/finding'

/** Findings in which money is with the wrong party, not only in the wrong book; in the order of a report. */
export const leakKinds = [
  'APP_FEE_NOT_REFUNDED',
  'TRANSFER_NOT_REVERSED',
  'FEE_VARIANCE',
] as const satisfies readonly FindingKind[]
export type LeakKind = (typeof leakKinds)[number]
