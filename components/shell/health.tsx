import { Check, Clock, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export type Health = 'good' | 'late' | 'bad'

const looks = {
  good: { icon: Check, tone: 't-success', word: 'in order' },
  late: { icon: Clock, tone: 't-warning', word: 'late' },
  bad: { icon: TriangleAlert, tone: 't-danger', word: 'needs a look' },
} as const

/** A shape, then a word, then colour. */
export function HealthLine({ href, health, children }: { href: string; health: Health; children: ReactNode }) {
  const { icon: Icon, tone, word } = looks[health]
  return (
    <Link className="line g1" href={href}>
      <span className={tone}>
        <Icon className="ico s" />
        <span className="sr">{word}: </span>
      </span>
      <span className="ell">{children}</span>
    </Link>
  )
}
