'use client'

import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { ActForm } from './act-form'
import { Field, Input } from './field'
import type { FormState } from './form-state'
import { Refusal } from './refusal'

type OneActProps = {
  act(form: FormData): Promise<FormState>
  given: Record<string, string>
  label: ReactNode
  primary?: true
  /** Stands at the right edge of a row. */
  atEnd?: true
  disabledReason: string | null
  children?: ReactNode
}

/** One button with what it acts on, the fields that it needs, and its refusal beside it. */
export function OneAct({ act, given, label, primary, atEnd, disabledReason, children }: OneActProps) {
  return (
    <ActForm act={act} className={atEnd ? 'line wrap justify-end' : 'line wrap'}>
      {({ state, busy }) => (
        <>
          {Object.entries(given).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children}
          <Button type="submit" variant={primary ? 'primary' : 'plain'} busy={busy} disabledReason={disabledReason}>
            {label}
          </Button>
          <Refusal state={state} />
        </>
      )}
    </ActForm>
  )
}

type AskSecondProps = {
  act(form: FormData): Promise<FormState>
  id: string
  label?: string
  disabledReason: string | null
}

/** Asks for a second person, with the reason that they read. */
export function AskSecond({ act, id, label = 'Ask a second person', disabledReason }: AskSecondProps) {
  return (
    <OneAct act={act} given={{ id }} label={label} disabledReason={disabledReason}>
      <Field label="Why">
        <Input name="reason" maxLength={500} required />
      </Field>
    </OneAct>
  )
}
