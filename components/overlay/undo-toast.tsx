'use client'

import { Refusal } from '../form/refusal'
import { useAct } from '../form/use-act'
import { Button } from '../ui/button'
import type { TakeBack } from './toaster'
import type { UndoOffer } from './undo-offer'

type UndoToastProps = { offer: UndoOffer; takeBack: TakeBack; close(): void }

/** For as long as the line runs, what was done can be taken back; a refusal is said here, where it was asked for. */
export function UndoToast({ offer, takeBack, close }: UndoToastProps) {
  const { state, busy, run } = useAct(close)
  return (
    <>
      <Button busy={busy} onClick={() => run(() => takeBack(offer))}>
        Undo
      </Button>
      <Refusal state={state} />
      <span className="toast-line" aria-hidden="true" />
    </>
  )
}
