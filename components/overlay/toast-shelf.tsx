'use client'

import { Toast } from '@base-ui/react/toast'
import { Check, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Said } from './toaster'

/** Where what was said stands for six seconds. */
export function ToastShelf({ said }: { said: readonly Said[] }) {
  return (
    <Toast.Provider timeout={6000}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList said={said} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList({ said }: { said: readonly Said[] }) {
  const { toasts, add } = Toast.useToastManager()
  const shown = useRef(0)
  useEffect(() => {
    for (const { id, sentence } of said) {
      if (id <= shown.current) continue
      shown.current = id
      add({ title: sentence })
    }
  }, [said, add])
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
      <Check className="ico" />
      <Toast.Title render={<p />} />
      <Toast.Close className="btn ghost icon" aria-label="Dismiss">
        <X className="ico s" />
      </Toast.Close>
    </Toast.Root>
  ))
}
