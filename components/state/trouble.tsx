import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Pair, Pairs } from '../ui/pairs'

type TroubleProps = {
  title: string
  strip?: string
  facts: readonly Pair[]
  children: ReactNode
  actions: ReactNode
}

/** Error: what happened, what was not harmed, what still works, what next, and a reference. */
export function Trouble({ title, strip, facts, children, actions }: TroubleProps) {
  return (
    <div className="oops" role="alert">
      {strip ? (
        <p className="strip">
          <TriangleAlert className="ico" />
          {strip}
        </p>
      ) : null}
      <div>
        <h2 className="dlg-title">{title}</h2>
        <p>{children}</p>
        <Pairs of={facts} />
      </div>
      <footer>{actions}</footer>
    </div>
  )
}
