import type { Random } from '../world/random'
import type { BankLine } from './bank'

type Wording = Pick<BankLine, 'text' | 'endToEnd' | 'counterparty'>
type TraceStyle = 'reference' | 'text' | 'cut' | 'absent'

const STYLES: readonly TraceStyle[] = ['reference', 'text', 'cut', 'absent']
const PAYOUTS = [
  'STRIPE PAYMENTS EUROPE / HARBOUR MARKET PAYOUT',
  'STRIPE HARBOUR MARKET',
  'HARBOUR MARKET PAYOUT',
  'Stripe Payout Harbour Market',
]
const STRIPES = ['STRIPE PAYMENTS EUROPE LTD', 'Stripe Technology Europe Ltd', 'STRIPE']

/** The number under which the rails carry a payout. */
export function traceOf(payout: string): string {
  return payout.slice(-12).toUpperCase()
}

/** A payout's credit: its trace stands in the reference, in the text, is cut off, or is left out. */
export function payoutWording(random: Random, trace: string, isTraced?: boolean): Wording {
  const weights = isTraced === undefined ? [40, 25, 15, 20] : isTraced ? [60, 40, 0, 0] : [0, 0, 40, 60]
  const style = STYLES[random.weighted(weights)]!
  const text = random.pick(PAYOUTS)
  const counterparty = random.pick(STRIPES)
  const cut = trace.slice(0, random.between(5, 9))
  if (style === 'reference') return { text, endToEnd: trace, counterparty }
  const tail = { text: ` ${trace}`, cut: ` ${cut}`, absent: '' }[style]
  return { text: `${text}${tail}`, endToEnd: null, counterparty }
}

/** A return quotes what came: the reference as it was, the text behind a word of the bank's. */
export function returnWording(credit: Wording): Wording {
  const { text, endToEnd, counterparty } = credit
  return { text: `RETURN ACCOUNT CLOSED ${text}`, endToEnd, counterparty }
}

export function topupWording(random: Random): Wording {
  const text = random.pick(['STRIPE TOP UP HARBOUR MARKET', 'HARBOUR MARKET TOPUP', 'Stripe balance top-up'])
  const endToEnd = random.chance(0.5) ? `TU${random.between(100_000_000, 999_999_999)}` : null
  return { text, endToEnd, counterparty: random.pick(STRIPES) }
}
