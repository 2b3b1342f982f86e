import type { Severity } from './exception'

/**
 * From which amount (in major units of about a dollar) or age in the queue (hours of the clock) an exception is of which
 * severity, and in how many hours of work it is due then: eight are a usual day.
 */
export type UrgencyPolicy = {
  readonly version: string
  readonly steps: readonly { severity: Severity; fromMajor: bigint; fromHours: number; dueInWorkHours: number }[]
  /** Major units that are worth about one dollar, where it is far from one; orders of magnitude, not rates. */
  readonly majorPerDollar: ReadonlyMap<string, bigint>
}

export const urgencyPolicy: UrgencyPolicy = {
  version: '2026-12',
  steps: [
    { severity: 1, fromMajor: 0n, fromHours: 0, dueInWorkHours: 40 },
    { severity: 2, fromMajor: 1_000n, fromHours: 24, dueInWorkHours: 24 },
    { severity: 3, fromMajor: 10_000n, fromHours: 72, dueInWorkHours: 16 },
    { severity: 4, fromMajor: 100_000n, fromHours: 120, dueInWorkHours: 8 },
  ],
  majorPerDollar: new Map([
    ['jpy', 150n],
    ['krw', 1_400n],
    ['isk', 130n],
    ['huf', 350n],
    ['czk', 22n],
    ['sek', 10n],
    ['nok', 10n],
    ['dkk', 7n],
    ['pln', 4n],
    ['mxn', 18n],
    ['inr', 85n],
    ['thb', 34n],
    ['php', 57n],
    ['twd', 32n],
    ['hkd', 8n],
    ['zar', 18n],
    ['clp', 950n],
    ['cop', 4_100n],
    ['idr', 16_000n],
    ['vnd', 25_000n],
    ['ugx', 3_700n],
    ['xaf', 600n],
    ['xof', 600n],
  ]),
}
