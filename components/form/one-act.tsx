'use client'

import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { ActForm } from './act-form'
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
