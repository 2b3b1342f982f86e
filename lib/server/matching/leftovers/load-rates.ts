import type { MatchingPolicy } from '@/lib/domain/matching/policy'
import type { DayRate } from '@/lib/domain/matching/scoring/amounts'
import { rateFromDecimal } from '@/lib/domain/money/rate'
import type { Sql } from '../../db/transaction'
import { ratesIn } from '../../rates/rates-in'
import type { DaySpan, Leftover } from './leftover'

/** The rates that these policies may ask for about these rows; none where nothing could cross. */
export async function loadRates(
  sql: Sql,
  marketplaceId: string,
  span: DaySpan,
  rows: readonly Leftover[],
  policies: readonly MatchingPolicy[],
): Promise<DayRate[]> {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  if (currencies.length < 2 || !policies.some(hasRateRule)) return []
  const rates = await ratesIn(sql, marketplaceId, { ...span, currencies })
  return rates.flatMap(({ rate, ...known }) => {
    const exact = rateFromDecimal(rate)
    return exact.ok ? [{ ...known, rate: exact.value }] : []
  })
}

function hasRateRule({ pairs }: MatchingPolicy): boolean {
  return pairs.some(({ rules }) => rules.some(({ amount }) => amount.kind === 'rate'))
}
