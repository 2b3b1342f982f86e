'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { goBack, isOnRow, moveInQueue, placeOfKey, pressHotkey, toggleRow } from './hotkey-acts'

const KeysHelp = dynamic(() => import('./keys-help').then((part) => part.KeysHelp), { ssr: false })

/** Single keys for the queue. They rest while someone types, with a modifier down, and under an open dialog. */
export function Hotkeys() {
  const [help, setHelp] = useState<boolean | null>(null)
  const router = useRouter()
  useEffect(() => {
    let goes = false
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      if (isBusy(event.target)) return void leaveField(event)
      const after = goes
      goes = false
      const done = after ? goTo(event.key) : act(event.key)
      if (done) event.preventDefault()
    }
    const act = (key: string): boolean => {
      if (key === '?') setHelp(true)
      else if (key === 'g') goes = true
      else if (key === 'j' || key === 'k') return moveInQueue(key === 'j' ? 1 : -1)
      else if (key === 'ArrowDown' || key === 'ArrowUp') return isOnRow() && moveInQueue(key === 'ArrowDown' ? 1 : -1)
      else if (key === 'Escape') return goBack()
      else if (key === 'x' || key === 'X') return toggleRow(key === 'X')
      else return pressHotkey(key, (href) => router.push(href, { scroll: false }))
      return true
    }
    const goTo = (key: string): boolean => {
      const place = placeOfKey(key)
      if (place) router.push(place)
      return place !== undefined
    }
    const onHelp = () => setHelp(true)
    window.addEventListener('keydown', onKey)
    window.addEventListener('counterfoil:keys', onHelp)
    document.body.dataset.keys = 'on'
    return () => {
      delete document.body.dataset.keys
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('counterfoil:keys', onHelp)
    }
  }, [router])
  return help === null ? null : <KeysHelp open={help} onOpenChange={setHelp} />
}

/** Esc leaves a field first: its text stays, and the single keys work again. */
function leaveField(event: KeyboardEvent): void {
  if (event.key === 'Escape' && event.target instanceof HTMLElement && event.target.matches('input,textarea')) {
    event.target.blur()
  }
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('.dlg,.pop')) return true
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]),textarea,select,[contenteditable]') !== null
  )
}
