'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import type { FormState } from '../form/form-state'
import type { UndoOffer } from './undo-offer'

export type Said = { id: number; sentence: string; undo?: UndoOffer }
/** Asks the server to take back. */
export type TakeBack = (offer: UndoOffer) => Promise<FormState>

const ToastShelf = dynamic(() => import('./toast-shelf').then((part) => part.ToastShelf), { ssr: false })
const event = 'counterfoil:say'

/** Says once, in words, that an act was done. Errors never come this way: they stand where they arose. */
export function say(sentence: string, undo?: UndoOffer): void {
  window.dispatchEvent(new CustomEvent(event, { detail: { sentence, undo } }))
}

/** Fetches its shelf with the first thing there is to say. */
export function Toaster({ takeBack }: { takeBack: TakeBack }) {
  const [said, setSaid] = useState<readonly Said[]>([])
  useEffect(() => {
    const hear = (heard: Event) => {
      const { detail } = heard as CustomEvent<Omit<Said, 'id'>>
      setSaid((before) => [...before.slice(-9), { id: (before.at(-1)?.id ?? 0) + 1, ...detail }])
    }
    window.addEventListener(event, hear)
    return () => window.removeEventListener(event, hear)
  }, [])
  return said.length === 0 ? null : <ToastShelf said={said} takeBack={takeBack} />
}
