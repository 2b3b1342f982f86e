import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const ranges = ['7', '30', '60'] as const
export const measures = [
  'capturedMinor',
  'refundedMinor',
  'feesMinor',
  'feesReturnedMinor',
  'transferredMinor',
  'reversedMinor',
] as const
export type MoneyMeasure = (typeof measures)[number]

export const overviewParams = {
  currency: parseAsString,
  range: parseAsStringLiteral(ranges).withDefault('30'),
  /** The last day of the range; yesterday, the last whole day, where it is not given. */
  to: parseAsString,
  /** The first day, where a span of another length is asked for; it goes before `range`. */
  from: parseAsString,
}
export const loadOverviewParams = createLoader(overviewParams)
export type OverviewParams = Awaited<ReturnType<typeof loadOverviewParams>>
const serializeOverview = createSerializer(overviewParams)

export function overviewHref(
  params: Partial<OverviewParams>,
  change: Partial<OverviewParams>,
  path = '/overview',
): string {
  return serializeOverview(path, { ...params, ...change })
}

export const rowsParams = {
  day: parseAsString,
  currency: parseAsString,
  measure: parseAsStringLiteral(measures).withDefault('capturedMinor'),
  after: parseAsString,
}
export const loadRowsParams = createLoader(rowsParams)
const serializeRows = createSerializer(rowsParams)

export function rowsHref(day: string, currency: string, measure: MoneyMeasure, after: string | null = null): string {
  return serializeRows('/overview/rows', { day, currency, measure, after })
}

export const measureWords: Record<MoneyMeasure, string> = {
  capturedMinor: 'Captured',
  refundedMinor: 'Refunded',
  feesMinor: 'Application fees',
  feesReturnedMinor: 'Fees returned',
  transferredMinor: 'Transferred',
  reversedMinor: 'Reversed',
}
