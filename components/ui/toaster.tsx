'use client'

import { Toast } from '@base-ui/react/toast'
import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'

/** Toasts say that something was done. Errors never come this way: they stand where they arose. */
export function Toaster({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts } = Toast.useToastManager()
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

/** Says once, in words, that an act was done. */
export function useSay(): (sentence: string) => void {
  const { add } = Toast.useToastManager()
  return (sentence) => {
    add({ title: sentence })
  }
}
