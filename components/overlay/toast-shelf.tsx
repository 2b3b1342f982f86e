'use client'

import { Toast } from '@base-ui/react/toast'
import { Check, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Said, TakeBack } from './toaster'
import type { UndoOffer } from './undo-offer'
import { UndoToast } from './undo-toast'

const sixSeconds = 6_000
const undoMs = 10_000

/** Where what was said stands for six seconds, and for ten where it can be taken back. */
export function ToastShelf({ said, takeBack }: { said: readonly Said[]; takeBack: TakeBack }) {
  return (
    <Toast.Provider timeout={sixSeconds}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList said={said} takeBack={takeBack} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList({ said, takeBack }: { said: readonly Said[]; takeBack: TakeBack }) {
  const { toasts, add, close } = Toast.useToastManager<{ undo?: UndoOffer }>()
  const shown = useRef(0)
  useEffect(() => {
    for (const { id, sentence, undo } of said) {
      if (id <= shown.current) continue
      shown.current = id
      add({ title: sentence, timeout: undo ? undoMs : sixSeconds, data: { undo } })
    }
  }, [said, add])
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
      <Check className="ico" />
      <Toast.Title render={<p />} />
      {toast.data?.undo ? (
        <UndoToast offer={toast.data.undo} takeBack={takeBack} close={() => close(toast.id)} />
      ) : null}
      <Toast.Close className="btn ghost icon" aria-label="Dismiss">
        <X className="ico s" />
      </Toast.Close>
    </Toast.Root>
  ))
}
