'use client'

import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { tag } from './actions'

type TagLineProps = { id: string; tags: readonly string[]; disabledReason: string | null; focus: boolean }

/** The words on an exception. Whoever may speak about it puts more on and takes them off; Enter writes one. */
export function TagLine({ id, tags, disabledReason, focus }: TagLineProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  if (disabledReason && tags.length === 0) return null
  return (
    <section className="tags" aria-label="Tags">
      {tags.map((one) => (
        <ActForm key={one} act={tag} className="contents">
          {({ state, busy }) => (
            <>
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="tag" value={one} />
              <input type="hidden" name="on" value="false" />
              <span className="facet" data-busy={busy || undefined}>
                <b>{one}</b>
                {disabledReason ? null : (
                  <button type="submit" className="x" aria-label={`Take the tag ${one} off`}>
                    <X className="ico s" />
                  </button>
                )}
              </span>
              <Refusal state={state} />
            </>
          )}
        </ActForm>
      ))}
      {disabledReason ? null : (
        <ActForm act={tag} className="contents">
          {({ state, busy }) => (
            <>
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="on" value="true" />
              <input
                ref={box}
                name="tag"
                className="input"
                aria-label="Add a tag"
                placeholder="Add a tag"
                maxLength={100}
                autoComplete="off"
                list="tags-in-use"
                enterKeyHint="done"
                data-hotkey="t"
                data-busy={busy || undefined}
              />
              <Refusal state={state} />
            </>
          )}
        </ActForm>
      )}
    </section>
  )
}
