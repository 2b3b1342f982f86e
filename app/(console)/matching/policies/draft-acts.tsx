'use client'

import type { ReactNode } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import type { FormState } from '@/components/form/form-state'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { activate, askToActivate, retire, tryOut } from './actions'

type ActProps = { id: string; disabledReason: string | null }

export function TryAct({ id, disabledReason, from, to }: ActProps & { from: string; to: string }) {
  return (
    <Act act={tryOut} given={{ id }} label="Try it out" disabledReason={disabledReason}>
      <Field label="First day">
        <Input type="date" name="from" defaultValue={from} required />
      </Field>
      <Field label="Last day">
        <Input type="date" name="to" defaultValue={to} required />
      </Field>
    </Act>
  )
}

export function AskAct({ id, disabledReason }: ActProps) {
  return (
    <Act act={askToActivate} given={{ id }} label="Ask for a second person" disabledReason={disabledReason}>
      <Field label="Why">
        <Input name="reason" maxLength={500} required />
      </Field>
    </Act>
  )
}

type ActivateActProps = ActProps & { approvalId: string; seenHash: string }

export function ActivateAct({ id, approvalId, seenHash, disabledReason }: ActivateActProps) {
  return (
    <Act
      act={activate}
      given={{ id, approvalId, seenHash }}
      label="Activate it"
      primary
      disabledReason={disabledReason}
    />
  )
}

export function RetireAct({ id, disabledReason }: ActProps) {
  return <Act act={retire} given={{ id }} label="Retire it" disabledReason={disabledReason} />
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
