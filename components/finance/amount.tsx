import { formatMinor } from '@/lib/domain/money/decimal'

type AmountProps = {
  minor: bigint
  currency: string
  /** Code before the figure, small and faint. */
  code?: boolean
  /** Boxes for the fraction: `mix` where currencies of zero, two and three decimals share a column. */
  align?: 'mix' | 'none'
  /** A difference carries its plus as well as its minus. */
  difference?: boolean
  soft?: boolean
}

export type AmountText = { sign: string; whole: string; fraction: string; unknown: boolean }

/** The only place where an amount becomes text. A currency without known decimals is shown in minor units, and says so. */
export function amountText(minor: bigint, currency: string, difference = false): AmountText {
  const parts = formatMinor(minor, currency)
  const plus = difference && minor > 0n ? '+' : ''
  const sign = minor < 0n ? '−' : plus
  if (!parts.ok) return { sign, whole: grouped(String(minor < 0n ? -minor : minor)), fraction: '', unknown: true }
  const { whole, fraction } = parts.value
  return { sign, whole: grouped(whole), fraction: fraction === '' ? '' : `.${fraction}`, unknown: false }
}

/** "USD 37.85", for sentences and accessible names. */
export function amountPhrase(minor: bigint, currency: string): string {
  const { sign, whole, fraction, unknown } = amountText(minor, currency)
  return `${currency.toUpperCase()} ${sign}${whole}${fraction}${unknown ? ' (minor units)' : ''}`
}

export function Amount({ minor, currency, code = true, align = 'none', difference, soft }: AmountProps) {
  const { sign, whole, fraction, unknown } = amountText(minor, currency, difference)
  const className = ['amt', align === 'none' ? '' : align, soft ? 'soft' : ''].filter(Boolean).join(' ')
  return (
    <span
      className={className}
      title={unknown ? 'Minor units: the decimals of this currency are not known' : undefined}
    >
      {code ? (
        <span className="cur">
          {currency.toUpperCase()}
          <span className="sr"> </span>
        </span>
      ) : null}
      <span>
        {sign}
        {whole}
      </span>
      <span className="frac">{fraction}</span>
    </span>
  )
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}
