import { share } from '../../market/currency'
import type { BalanceTransaction } from '../../objects/balance-transaction'
import { type Evidence, type Finding, finding } from '../evidence'
import type { ChargeStory } from './charge-story'

/** Less than this, or than ten basis points, is nobody's business. */
const SMALL = 100

/** What a charge settled to, against the rate that its sale was promised. */
export function conversion(evidence: Evidence, { account, charge }: ChargeStory): Finding[] {
  const quote = evidence.saleEntry(charge.id)?.quote
  const first = evidence.get(account, String(charge.balance_transaction)) as unknown as BalanceTransaction | undefined
  if (quote === undefined || first === undefined || first.currency !== quote.currency) return []
  const settled = evidence
    .list(account, 'balance_transaction')
    .filter((row) => row.source === charge.id)
    .filter((row) => row.reporting_category === 'charge' || row.reporting_category === 'partial_capture_reversal')
    .reduce((sum, row) => sum + Number(row.amount), 0)
  const expected = atRate(charge.amount_captured, quote.rate)
  const short = expected - settled
  return short > Math.max(SMALL, share(expected, 10, 10_000))
    ? [finding('FX_VARIANCE', charge.id, quote.currency, short)]
    : []
}

/** `amount × rate`, half up; the rate is a decimal text. */
function atRate(amount: number, rate: string): number {
  const [whole, digits = ''] = rate.split('.')
  const scale = 10n ** BigInt(digits.length)
  return Number((2n * BigInt(amount) * BigInt(`${whole}${digits}`) + scale) / (2n * scale))
}
