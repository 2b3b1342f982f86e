'use client'

import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { TextArea } from '@/components/form/field'
import { meantBy, mentionAt, type Nameable } from '@/lib/domain/exceptions/mentions/mentions'

type MentionBoxProps = { box: RefObject<HTMLTextAreaElement | null>; people: readonly Nameable[]; disabled: boolean }

/** The field of a comment. Behind an @ it offers people: arrows choose, Enter or Tab writes the name, Esc leaves it. */
export function MentionBox({ box, people, disabled }: MentionBoxProps) {
  const list = useId()
  const [offer, setOffer] = useState<{ from: number; people: Nameable[]; at: number } | null>(null)
  const look = () => {
    const field = box.current
    const open = field && mentionAt(field.value, field.selectionStart)
    const meant = open ? meantBy(open.typed, people) : []
    setOffer(open && meant.length > 0 ? { from: open.from, people: meant, at: 0 } : null)
  }
  const write = (person: Nameable | undefined) => {
    const field = box.current
    if (!field || !offer || !person) return
    field.setRangeText(`@${person.name} `, offer.from, field.selectionStart, 'end')
    setOffer(null)
    field.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!offer || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setOffer({ ...offer, at: (offer.at + step + offer.people.length) % offer.people.length })
    else if (event.key === 'Enter' || event.key === 'Tab') write(offer.people[offer.at])
    else if (event.key === 'Escape') setOffer(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className="mentions">
      <TextArea
        ref={box}
        name="body"
        maxLength={4000}
        required
        data-hotkey="c"
        disabled={disabled}
        aria-autocomplete="list"
        aria-controls={offer ? list : undefined}
        aria-activedescendant={offer ? `${list}-${offer.at}` : undefined}
        onInput={look}
        onClick={look}
        onKeyDown={onKeyDown}
        onBlur={() => setOffer(null)}
      />
      {offer ? (
        <span id={list} role="listbox" aria-label="People" className="pop mention-list">
          {offer.people.map((person, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            <span
              key={person.id}
              id={`${list}-${at}`}
              role="option"
              aria-selected={at === offer.at}
              className="pop-item"
              data-highlighted={at === offer.at ? '' : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => write(person)}
            >
              {person.name}
            </span>
          ))}
        </span>
      ) : null}
    </span>
  )
}
