import { amountPhrase } from '@/components/finance/amount'
import { dayIn, formatDay } from '@/components/moment/instants'
import type { Factor } from '@/lib/domain/payouts/composition'
import { confidenceWord } from '@/lib/domain/payouts/confidence'
import { compositionPolicy } from '@/lib/domain/payouts/policy'
import type { CompositionView, ReturnView } from '@/lib/server/payouts/composition-queries'

type Paid = { created: Date; automatic: boolean; instant: boolean }

/** "USD 1,204.50 paid out by hand on 3 Nov is made of 41 rows and part of one; nothing is left over." */
export function compositionSentence(paid: Paid, made: CompositionView, back: ReturnView | null, zone: string): string {
  const day = (at: Date) => formatDay(dayIn(at, zone))
  const how = paid.automatic ? 'automatically' : paid.instant ? 'instantly' : 'by hand'
  const amount = amountPhrase(made.amountMinor, made.currency)
  const opening = `${amount} paid out ${how} on ${day(paid.created)} is made of ${rowsOf(made)}; ${leftOver(made)}.`
  return back === null ? opening : `${opening} It came back on ${day(back.at)}, and what it was made of is open again.`
}

function rowsOf({ basis, wholeRows, cutRows }: CompositionView): string {
  const whole = wholeRows === 1 ? 'one row' : `${wholeRows.toLocaleString('en-GB')} rows`
  const cut = cutRows === 1 ? 'part of one' : `parts of ${cutRows.toLocaleString('en-GB')}`
  if (basis === 'listed') return `${whole} that Stripe lists in it`
  if (wholeRows + cutRows === 0) return 'no row that is known'
  const rows =
    cutRows === 0 ? whole : wholeRows === 0 ? `${cut}${cutRows === 1 ? ' row' : ' rows'}` : `${whole} and ${cut}`
  return basis === 'awaited' ? `${rows}, by order of availability, until Stripe lists it` : rows
}

function leftOver({ remainderMinor, currency }: CompositionView): string {
  if (remainderMinor === 0n) return 'nothing is left over'
  const size = amountPhrase(remainderMinor < 0n ? -remainderMinor : remainderMinor, currency)
  return remainderMinor > 0n ? `${size} of it comes from no known row` : `its rows are ${size} more than was paid out`
}

const factorWords: Record<string, string> = {
  'remainder none': 'Nothing is left over',
  'remainder left': 'Something is left over',
  'listing listed': 'Stripe’s own listing names the rows',
  'history full': 'The whole history is known',
  'history assumed': 'The balance begins with an assumed opening',
  'method standard': 'Standard payout, out of available funds',
  'method instant': 'Instant payout, out of available funds',
  'method early': 'Instant payout, partly out of funds under way',
  'method awaited': 'Automatic, and not listed by Stripe yet',
  'cut boundary': 'It ends where a row ends',
  'cut inside': 'It ends inside a row',
  'ties alone': 'No other row became available as the last one did',
  'ties tied': 'Other rows became available as the last one did',
}

/** A factor in words; one that a later policy adds still says its name. */
export function factorWord({ code, says }: Factor): string {
  return factorWords[`${code} ${says}`] ?? `${code}: ${says}`
}

export function confidencePhrase(confidence: number): string {
  return `${confidenceWord(confidence, compositionPolicy)}, ${confidence} of 100`
}
