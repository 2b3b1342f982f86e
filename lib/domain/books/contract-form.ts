import { z } from 'zod'
import { type CalendarDay, calendarDay, isCalendarDay } from '../base/calendar-day'
import { everySeller } from '../fees/contract'
import { decimalFromMinor, minorFromDecimal } from '../money/decimal'
import { type FeeContractInput, feeContractInput } from './fee-contract-input'

/** What a version of a contract says; whom it is for and from when stand beside it. */
export type ContractTerms = Pick<FeeContractInput, 'tier' | 'refundPolicy' | 'bands'> & {
  disputePolicy: NonNullable<FeeContractInput['disputePolicy']>
}
export type ContractReading = { seller: string; from: CalendarDay; terms: ContractTerms } | { errors: string[] }

const { tier, refundPolicy, disputePolicy, bands } = feeContractInput.shape
/** As it is stored. */
export const contractTerms: z.ZodType<ContractTerms> = z.strictObject({
  tier,
  refundPolicy,
  disputePolicy: disputePolicy.unwrap(),
  bands,
})

/**
 * A contract as a form says it: the seller's account (nothing is every seller without a contract of their own), a name,
 * what happens to the fee on a refund and who bears a lost dispute, the first day, and a line for each band: "USD, 0, 12.5
 * %, 0.25". Everything that is wrong is said; `today` is the first day that may be chosen.
 */
export function readContractForm(fields: Readonly<Record<string, string>>, today: CalendarDay): ContractReading {
  const errors: string[] = []
  const said = (name: string) => (fields[name] ?? '').trim()
  const seller = said('seller') || everySeller
  if (seller !== everySeller && !/^acct_\w{1,250}$/.test(seller))
    errors.push('A seller is an account such as acct_1P2Q: leave it empty for every seller.')
  const read = readBands(fields.bands ?? '', errors)
  const from = said('from')
  if (!isCalendarDay(from)) errors.push('Choose the first day on which it holds.')
  else if (from < today) errors.push('The first day is over: a contract holds from today on at the earliest.')
  const named = tier.safeParse(said('tier'))
  if (!named.success) errors.push(`The name ${named.error.issues[0]?.message ?? 'cannot be read'}.`)
  const refund = refundPolicy.safeParse(said('refundPolicy'))
  if (!refund.success) errors.push('Say what happens to the fee when a sale is refunded.')
  const dispute = disputePolicy.unwrap().safeParse(said('disputePolicy'))
  if (!dispute.success) errors.push('Say who bears a lost dispute.')
  if (errors.length > 0 || !named.success || !refund.success || !dispute.success) return { errors }
  const terms = { tier: named.data, refundPolicy: refund.data, disputePolicy: dispute.data, bands: read }
  return { seller, from: calendarDay(from), terms }
}

const mostBands = 200

function readBands(text: string, errors: string[]): ContractTerms['bands'] {
  const lines = text.split(/\r?\n/)
  const read: ContractTerms['bands'] = []
  const seen = new Set<string>()
  if (lines.length > mostBands) errors.push(`At most ${mostBands} lines.`)
  lines.slice(0, mostBands).forEach((line, at) => {
    if (line.trim() === '') return
    const band = readBand(line)
    const wrong = typeof band === 'string' ? band : seen.has(keyOf(band)) ? 'this amount has a rate already.' : null
    if (wrong !== null) errors.push(`Line ${at + 1}: ${wrong}`)
    if (typeof band === 'string') return
    seen.add(keyOf(band))
    read.push(band)
  })
  if (text.trim() === '') errors.push('Write at least one rate: a contract without one checks nothing.')
  return read
}

const keyOf = ({ currency, fromMinor }: ContractTerms['bands'][number]) => `${currency} ${fromMinor}`
const howToWrite = 'write currency, amount from which it counts, per cent and fixed part: USD, 0, 12.5 %, 0.25.'

function readBand(line: string): ContractTerms['bands'][number] | string {
  const [code = '', from = '', percent = '', fixed = '0', ...rest] = line.split(/[,;\t]/).map((cell) => cell.trim())
  const currency = code.toLowerCase()
  const rate = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(percent)
  if (rest.length > 0 || !rate) return howToWrite
  const rateBp = Number(rate[1]) * 100 + Number((rate[2] ?? '').padEnd(2, '0'))
  if (rateBp > 10_000) return 'no fee is more than the whole: at most 100 %.'
  const [begins, part] = [minorFromDecimal(from, currency), minorFromDecimal(fixed, currency)]
  for (const amount of [begins, part]) {
    if (!amount.ok && amount.reason === 'unknown_currency')
      return `“${code.slice(0, 20)}” is no currency that Stripe knows.`
    if (!amount.ok || amount.value < 0n) return `“${from}” and “${fixed}” have to be amounts of ${code.toUpperCase()}.`
  }
  if (!begins.ok || !part.ok) return howToWrite
  return { currency, fromMinor: String(begins.value), rateBp, fixedMinor: String(part.value) }
}

/** The bands a line each, as the form reads them. */
export function bandLines(read: ContractTerms['bands']): string {
  return read
    .map(({ currency, fromMinor, rateBp, fixedMinor }) => {
      const major = (minor: string) => {
        const text = decimalFromMinor(BigInt(minor), currency)
        return text.ok ? text.value : minor
      }
      return `${currency.toUpperCase()}, ${major(fromMinor)}, ${Math.floor(rateBp / 100)}.${String(rateBp % 100).padStart(2, '0')} %, ${major(fixedMinor)}`
    })
    .join('\n')
}
