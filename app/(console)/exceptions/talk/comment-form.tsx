'use client'

import { useEffect, useRef } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Field } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { comment } from '../actions'
import { MentionBox } from './mention-box'

type CommentFormProps = {
  id: string
  people: readonly { id: string; name: string }[]
  disabledReason: string | null
  focus: boolean
}

export function CommentForm({ id, people, disabledReason, focus }: CommentFormProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  return (
    <ActForm act={comment} className="say">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <Field label="Comment" hint="@ and a name tells somebody.">
            <MentionBox box={box} people={people} disabled={disabledReason !== null} />
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
