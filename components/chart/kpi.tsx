import { ArrowDown, ArrowUp } from 'lucide-react'
import { amountText } from '../finance/amount'
import { Explained } from '../ui/explained'
import { Spark } from './spark'

export type KpiFacts = {
  label: string
  href: string
  formula: string
  figure: { minor: bigint; currency: string } | { bp: bigint | null }
  change: { text: string; up: boolean } | null
  against: string
  values: readonly (number | null)[]
}

/** A figure, how it moved, and the way to its rows. */
export function Kpi({ label, href, formula, figure, change, against, values }: KpiFacts) {
  return (
    <Explained className="kpi" href={href} formula={`${label} = ${formula}`} note="Opens the days that make it">
      <span className="l">{label}</span>
      {'bp' in figure ? (
        <b>
          {figure.bp === null ? '–' : Number(figure.bp).toLocaleString('en-GB')}
          <small className="after">bp</small>
        </b>
      ) : (
        <MoneyFigure {...figure} />
      )}
      <span className="d">
        {change ? (
          <>
            {change.up ? (
              <ArrowUp className="ico s" aria-label="up" />
            ) : (
              <ArrowDown className="ico s" aria-label="down" />
            )}
            {change.text}
            <span className="faint">&nbsp;{against}</span>
          </>
        ) : (
          <span className="faint">nothing to compare with</span>
        )}
      </span>
      <Spark values={values} />
    </Explained>
  )
}

function MoneyFigure({ minor, currency }: { minor: bigint; currency: string }) {
  const { sign, whole, fraction } = amountText(minor, currency)
  return (
    <b>
      <small>{currency.toUpperCase()}</small>
      {sign}
      {whole}
      <i>{fraction}</i>
    </b>
  )
}
