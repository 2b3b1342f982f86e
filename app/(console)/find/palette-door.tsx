'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'

const Palette = dynamic(() => import('./palette').then((part) => part.Palette), { ssr: false })

/** ⌘K or Ctrl K from anywhere, also with single keys switched off; the palette itself comes when it is first asked for. */
export function PaletteDoor() {
  const [open, setOpen] = useState<boolean | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    const onAsked = () => setOpen(true)
    window.addEventListener('keydown', onKey)
    window.addEventListener('counterfoil:find', onAsked)
    document.body.dataset.find = 'on'
    return () => {
      delete document.body.dataset.find
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('counterfoil:find', onAsked)
    }
  }, [])
  return open === null ? null : <Palette open={open} onOpenChange={setOpen} />
}
