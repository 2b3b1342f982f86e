'use client'

import { Tooltip } from '@base-ui/react/tooltip'
import Link from 'next/link'
import { type ReactNode, useId } from 'react'

type ExplainedProps = {
  /** The rows that make the figure. */
  href: string
  formula: string
  note?: string
  className?: string
  children: ReactNode
}

/** A figure that opens its rows and shows its formula on hover and focus. */
export function Explained({ href, formula, note, className = 'fig', children }: ExplainedProps) {
  const id = useId()
  return (
    <Tooltip.Root>
      <Tooltip.Trigger delay={250} render={<Link href={href} className={className} aria-describedby={id} />}>
        {children}
        <span id={id} hidden>
          {formula} {note}
        </span>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner className="layer" sideOffset={6} collisionPadding={8}>
          <Tooltip.Popup className="tip">
            {formula}
            {note ? <small>{note}</small> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
