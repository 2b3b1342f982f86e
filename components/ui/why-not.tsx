'use client'

import { Tooltip } from '@base-ui/react/tooltip'
import { type ReactNode, useId } from 'react'

/** A button that cannot be pressed and says why, to the eye and to a screen reader. */
export function WhyNot({ reason, className, children }: { reason: string; className: string; children: ReactNode }) {
  const id = useId()
  return (
    <>
      <Tooltip.Root>
        <Tooltip.Trigger
          delay={150}
          className={className}
          aria-disabled="true"
          aria-describedby={id}
          type="button"
          closeOnClick={false}
        >
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Positioner className="layer" sideOffset={6}>
            <Tooltip.Popup className="tip">{reason}</Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      </Tooltip.Root>
      <span id={id} hidden>
        {reason}
      </span>
    </>
  )
}
