'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Hit } from './hit'
import { useHits } from './use-hits'

type PaletteProps = {
  open: boolean
  /** Which opening this is: each begins with an empty box, also one that comes while the last is still fading. */
  opening: number
  onOpenChange(open: boolean): void
}

/** One box for whatever is at hand. Up and down choose, Enter goes there, Esc leaves everything as it was. */
export function Palette({ open, opening, onOpenChange }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dlg palette" aria-label="Find anything">
          <Box key={opening} leave={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const focusOnce = (input: HTMLInputElement | null) => input?.focus()

function Box({ leave }: { leave(): void }) {
  const router = useRouter()
  const list = useId()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const { hits, asking, trouble } = useHits(words)
  const chosen = Math.min(at, hits.length - 1)
  const go = (hit: Hit | undefined) => {
    if (!hit) return
    leave()
    router.push(hit.href)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((chosen + step + hits.length) % Math.max(hits.length, 1))
    else if (event.key === 'Enter') go(hits[chosen])
    else return
    event.preventDefault()
  }
  const type = (next: string) => {
    setWords(next)
    setAt(0)
  }
  return (
    <>
      <input
        ref={focusOnce}
        className="input"
        role="combobox"
        aria-label="Find anything"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={hits[chosen] ? `${list}-${chosen}` : undefined}
        placeholder="An id, an order, a seller, an amount, a page"
        maxLength={255}
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div role="listbox" id={list} aria-label="What was found" className="found">
        {hits.map((hit, nth) => (
          <Option
            key={`${hit.group} ${hit.href} ${hit.label}`}
            id={`${list}-${nth}`}
            hit={hit}
            heads={hits[nth - 1]?.group !== hit.group}
            chosen={nth === chosen}
            choose={() => setAt(nth)}
            go={() => go(hit)}
          />
        ))}
      </div>
      <p className="found-note small mute" role="status">
        {trouble ?? (asking ? 'Looking …' : hits.length === 0 ? `Nothing here bears “${words.trim()}”.` : '')}
      </p>
    </>
  )
}

type OptionProps = { id: string; hit: Hit; heads: boolean; chosen: boolean; choose(): void; go(): void }

function Option({ id, hit, heads, chosen, choose, go }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the focus and its keys
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={chosen}
      className="pop-item"
      data-highlighted={chosen || undefined}
      onMouseMove={choose}
      onClick={go}
      ref={(element) => {
        if (chosen) element?.scrollIntoView({ block: 'nearest' })
      }}
    >
      <span className="found-group">{heads ? hit.group : ''}</span>
      <span className="ell">{hit.label}</span>
      <span className="push faint small ell">{hit.detail}</span>
    </div>
  )
}
