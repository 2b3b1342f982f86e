import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { buckets } from '@/lib/domain/metrics/performance'
import { overviewHref } from '../search-params'

export const spans = ['30', '90', '365'] as const

export const performanceParams = {
  /** A currency as it was paid; not given: everything in the reporting currency. */
  currency: parseAsString,
  span: parseAsStringLiteral(spans).withDefault('30'),
  by: parseAsStringLiteral(buckets).withDefault('week'),
  /** The last day; yesterday where it is not given. */
  to: parseAsString,
}
export const loadPerformanceParams = createLoader(performanceParams)
export type PerformanceParams = Awaited<ReturnType<typeof loadPerformanceParams>>
const serialize = createSerializer(performanceParams)

/** The days of a span in one currency, each figure of which opens its rows; the page leads to the other currencies. */
export function daysHref(currency: string, from: string, to: string): string {
  return overviewHref({ currency, range: '30', from, to }, {}, '/overview/days')
}

export function performanceHref(params: PerformanceParams, change: Partial<PerformanceParams>): string {
  return serialize('/overview/performance', { ...params, ...change })
}
