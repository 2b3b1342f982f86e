'use client'

import { type FormEvent, type ReactNode, useRef } from 'react'
import { Button } from '../ui/button'
import type { FormState } from './form-state'
import { useHere } from './here'
import { Refusal } from './refusal'
import { useAct } from './use-act'

type ActFormProps = {
  act(form: FormData): Promise<FormState>
  onDone?(): void
  className?: string
  children(now: { state: FormState; busy: boolean }): ReactNode
}

/** A form that asks the server once, says that it was done, and empties itself then; a refusal leaves it as it was. */
export function ActForm({ act, onDone, className, children }: ActFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const { state, busy, run } = useAct(() => {
    form.current?.reset()
    onDone?.()
  })
  const here = useHere()
  const send = (filled: FormData) => {
    if (here) filled.set('marketplace', here)
    run(() => act(filled))
  }
  // `action` takes what is pressed before the script is there; on its own it would empty the form after a refusal too.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Of several buttons the one that was pressed is part of the answer.
    send(new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter))
  }
  return (
    // The server's own sentence says what is missing, on the page and in its words; a browser's bubble goes by.
    <form ref={form} className={className} action={send} onSubmit={submit} noValidate>
      {children({ state, busy })}
    </form>
  )
}

type FormEndProps = { state: FormState; busy: boolean; label: string; disabledReason: string | null }

/** The end of a form that is judged line by line: what is wrong, a line each, and the button. */
export function FormEnd({ state, busy, label, disabledReason }: FormEndProps) {
  return (
    <>
      <div className="whitespace-pre-line">
        <Refusal state={state} />
      </div>
      <div>
        <Button type="submit" variant="primary" busy={busy} disabledReason={disabledReason}>
          {busy ? 'Checking …' : label}
        </Button>
      </div>
    </>
  )
}
