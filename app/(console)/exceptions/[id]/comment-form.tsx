'use client'

import { useActionState, useEffect, useRef } from 'react'
import { Field, FieldError, TextArea } from '@/components/form/field'
import { idle, keptOf } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { comment } from '../actions'

type CommentFormProps = { id: string; disabledReason: string | null; focus: boolean }

export function CommentForm({ id, disabledReason, focus }: CommentFormProps) {
  const [state, submit, busy] = useActionState(comment, idle)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  return (
    <form className="say" action={submit}>
      <input type="hidden" name="id" value={id} />
      <Field label="Comment">
        <TextArea
          ref={box}
          name="body"
          maxLength={4000}
          required
          data-hotkey="c"
          defaultValue={keptOf(state, 'body')}
          disabled={disabledReason !== null}
        />
      </Field>
      <FieldError>{state.kind === 'refused' ? state.sentence : undefined}</FieldError>
      <div>
        <Button type="submit" busy={busy} disabledReason={disabledReason}>
          Comment
        </Button>
      </div>
    </form>
  )
}
