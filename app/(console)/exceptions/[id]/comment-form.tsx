'use client'

import { useEffect, useRef } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Field, TextArea } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { comment } from '../actions'

type CommentFormProps = { id: string; disabledReason: string | null; focus: boolean }

export function CommentForm({ id, disabledReason, focus }: CommentFormProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  return (
    <ActForm act={comment} className="say">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <Field label="Comment">
            <TextArea
              ref={box}
              name="body"
              maxLength={4000}
              required
              data-hotkey="c"
              disabled={disabledReason !== null}
            />
          </Field>
          <Refusal state={state} />
          <div>
            <Button type="submit" busy={busy} disabledReason={disabledReason}>
              Comment
            </Button>
          </div>
        </>
      )}
    </ActForm>
  )
}
