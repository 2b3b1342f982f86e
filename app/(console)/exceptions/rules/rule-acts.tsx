'use client'

import type { ReactNode } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import type { FormState } from '@/components/form/form-state'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { activate, askToActivate, retire, tryOut } from './actions'

type ActProps = { id: string; disabledReason: string | null }

export function TryAct({ id, disabledReason }: ActProps) {
  return <Act act={tryOut} given={{ id }} label="Hold it against history" disabledReason={disabledReason} />
}

export function AskAct({ id, disabledReason }: ActProps) {
  return (
    <Act act={askToActivate} given={{ id }} label="Ask a second person" disabledReason={disabledReason}>
      <Field label="Why">
        <Input name="reason" maxLength={500} required />
      </Field>
    </Act>
  )
}

export function ActivateAct({ disabledReason, ...given }: ActProps & { approvalId: string; seenHash: string }) {
  return <Act act={activate} given={given} label="Activate it" primary disabledReason={disabledReason} />
}

export function RetireAct({ id, label, disabledReason }: ActProps & { label: string }) {
  return <Act act={retire} given={{ id }} label={label} disabledReason={disabledReason} />
}

type OneProps = {
  act(form: FormData): Promise<FormState>
  given: Record<string, string>
  label: string
  primary?: true
  disabledReason: string | null
  children?: ReactNode
}

function Act({ act, given, label, primary, disabledReason, children }: OneProps) {
  return (
    <ActForm act={act} className="line wrap">
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
