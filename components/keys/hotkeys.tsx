'use client'

import { useEffect, useState } from 'react'
import { Modal } from '../ui/modal'
import { goTo, keyList, moveInQueue, pressHotkey, toggleRow } from './hotkey-acts'

/** Single keys for the queue. They rest while someone types, with a modifier down, and under an open dialog. */
export function Hotkeys() {
  const [help, setHelp] = useState(false)
  useEffect(() => {
    let goes = false
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isBusy(event.target)) return
      const after = goes
      goes = false
      const done = after ? goTo(event.key) : act(event.key)
      if (done) event.preventDefault()
    }
    const act = (key: string): boolean => {
      if (key === '?') setHelp(true)
      else if (key === 'g') goes = true
      else if (key === 'j' || key === 'k') return moveInQueue(key === 'j' ? 1 : -1)
      else if (key === 'x') return toggleRow()
      else return pressHotkey(key)
      return true
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
  }, [])
  return (
    <Modal open={help} onOpenChange={setHelp} title="Which keys work here?">
      <div className="in pb-5">
        <dl className="keys">
          {keyList.map(([keys, what]) => (
            <div key={what} className="contents">
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p className="small faint">Single keys can be switched off in Settings.</p>
      </div>
    </Modal>
  )
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('.dlg,.pop')) return true
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]),textarea,select,[contenteditable]') !== null
  )
}
