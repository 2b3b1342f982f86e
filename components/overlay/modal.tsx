'use client'

import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'

type ModalProps = {
  open: boolean
  onOpenChange(open: boolean): void
  /** One question, in the title. */
  title: string
  lead?: ReactNode
  initialFocus?: RefObject<HTMLElement | null>
  /** Where the focus goes when it closes; without it, back to where it was. */
  finalFocus?: () => HTMLElement | null
  children: ReactNode
}

export function Modal({ open, onOpenChange, title, lead, initialFocus, finalFocus, children }: ModalProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup
          className="dlg"
          initialFocus={initialFocus}
          finalFocus={finalFocus && (() => finalFocus() ?? true)}
        >
          <header>
            {lead ? <div className="line small mute">{lead}</div> : null}
            <Dialog.Title className="dlg-title">{title}</Dialog.Title>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
