import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Pair, Pairs } from '../ui/pairs'

type TroubleProps = {
  title: string
  level?: 1 | 2
  strip?: string
  facts: readonly Pair[]
  children: ReactNode
  actions: ReactNode
}

/** Error: what happened, what was not harmed, what still works, what next, and a reference. */
export function Trouble({ title, level = 2, strip, facts, children, actions }: TroubleProps) {
  const Heading = `h${level}` as const
  return (
    <div className="oops" role="alert">
      {strip ? (
        <p className="strip">
          <TriangleAlert className="ico" />
          {strip}
        </p>
      ) : null}
      <div>
        <Heading className="dlg-title">{title}</Heading>
        <p>{children}</p>
        <Pairs of={facts} />
      </div>
      <footer>{actions}</footer>
    </div>
  )
}
