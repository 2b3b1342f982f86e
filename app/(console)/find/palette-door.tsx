'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'

const Palette = dynamic(() => import('./palette').then((part) => part.Palette), { ssr: false })

/** ⌘K or Ctrl K from anywhere, also with single keys switched off; the palette itself comes when it is first asked for. */
export function PaletteDoor() {
  const [{ open, opening }, setDoor] = useState({ open: false, opening: 0 })
  useEffect(() => {
    const onAsked = () => setDoor((door) => (door.open ? door : { open: true, opening: door.opening + 1 }))
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      onAsked()
    }
    window.addEventListener('keydown', onKey)
    window.addEventListener('counterfoil:find', onAsked)
    document.body.dataset.find = 'on'
    return () => {
      delete document.body.dataset.find
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('counterfoil:find', onAsked)
    }
  }, [])
  if (opening === 0) return null
  return <Palette open={open} opening={opening} onOpenChange={(next) => setDoor((door) => ({ ...door, open: next }))} />
}
