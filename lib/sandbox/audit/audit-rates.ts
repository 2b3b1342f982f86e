import { type Finding, finding } from '../truth/evidence'
import { halfUp, type Story } from './audit-story'
import type { BookedEntry, Reading } from './reading'

const PLACES = 12

/** Whether a converted charge brought what its sale was quoted, or nearly. */
export function auditRate(reading: Reading, story: Story, sale: BookedEntry | undefined): Finding[] {
  const { held, charge } = story
  const row = reading.find(held.account, charge.balance_transaction)
  if (row === undefined || sale?.quote === undefined || row.currency !== sale.quote.currency) return []
  const brought = reading
    .about(held.account, charge.id)
    .filter((one) => ['charge', 'partial_capture_reversal'].includes(String(one.reporting_category)))
    .reduce((sum, one) => sum + BigInt(Number(one.amount)), 0n)
  const promised = halfUp(BigInt(Number(charge.amount_captured)) * fixed(sale.quote.rate), 10n ** BigInt(PLACES))
  const tenBp = halfUp(promised * 10n, 10_000n)
  const short = promised - brought
  if (short <= (tenBp > 100n ? tenBp : 100n)) return []
  return [finding('FX_VARIANCE', charge.id, String(row.currency), Number(short))]
}

/** A decimal text as a whole number of its twelfth places. */
function fixed(text: string): bigint {
  const point = text.indexOf('.')
  const whole = point < 0 ? text : text.slice(0, point)
  const rest = point < 0 ? '' : text.slice(point + 1)
  return BigInt(whole + rest.padEnd(PLACES, '0'))
}
