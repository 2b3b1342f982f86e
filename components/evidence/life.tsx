import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Amount } from '../finance/amount'
import { shortId } from '../finance/short-id'
import { When } from '../moment/when'

export type LifeStep = {
  key: string
  at: Date
  label: string
  id: string
  href?: string
  minor: bigint | null
  currency: string | null
  side: 'stripe' | 'books'
  state: 'done' | 'bad' | 'next'
}

/** The life of this money: what Stripe and the books say happened to it, in the order of time. */
export function Life({ steps, zone }: { steps: readonly LifeStep[]; zone: string }) {
  return (
    <ol className="life" aria-label="Life of this money">
      {steps.map((step) => (
        <li key={step.key} className={`${step.state} ${step.side}`}>
          <i className="pin" aria-hidden="true">
            {step.state === 'bad' ? <TriangleAlert className="ico" /> : null}
          </i>
          <b>
            {step.minor === null || step.currency === null ? (
              '–'
            ) : (
              <Amount minor={step.minor} currency={step.currency} />
            )}
          </b>
          <span title={step.label}>{step.label}</span>
          {step.href ? (
            <Link className="id" href={step.href} title={step.id}>
              {shortId(step.id)}
            </Link>
          ) : (
            <span className="id" title={step.id}>
              {shortId(step.id)}
            </span>
          )}
          <When at={step.at} zone={zone} />
        </li>
      ))}
    </ol>
  )
}
