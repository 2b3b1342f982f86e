'use client'

import type { ReactNode } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import type { FormState } from '@/components/form/form-state'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { activate, askToActivate, askToRetire, drop, retire, tryOut } from './actions'

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

type AskActProps = ActProps & { to: 'activate' | 'retire' }

export function AskAct({ id, to, disabledReason }: AskActProps) {
  const act = to === 'activate' ? askToActivate : askToRetire
  return (
    <Act act={act} given={{ id }} label={`Ask a second person to ${to} it`} disabledReason={disabledReason}>
      <Field label="Why">
        <Input name="reason" maxLength={500} required />
      </Field>
    </Act>
  )
}

type AnswerActProps = AskActProps & { approvalId: string; seenHash: string }

/** The second person's press. */
export function AnswerAct({ id, to, approvalId, seenHash, disabledReason }: AnswerActProps) {
  return (
    <Act
      act={to === 'activate' ? activate : retire}
      given={{ id, approvalId, seenHash }}
      label={to === 'activate' ? 'Activate it' : 'Retire it'}
      primary
      disabledReason={disabledReason}
    />
  )
}

export function DropAct({ id, disabledReason }: ActProps) {
  return <Act act={drop} given={{ id }} label="Drop the draft" disabledReason={disabledReason} />
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
