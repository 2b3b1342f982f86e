'use client'

import { Field, Input } from '@/components/form/field'
import { AskSecond, OneAct } from '@/components/form/one-act'
import { activate, askToActivate, askToRetire, drop, retire, tryOut } from './actions'

type ActProps = { id: string; disabledReason: string | null }

export function TryAct({ id, disabledReason, from, to }: ActProps & { from: string; to: string }) {
  return (
    <OneAct act={tryOut} given={{ id }} label="Try it out" disabledReason={disabledReason}>
      <Field label="First day">
        <Input type="date" name="from" defaultValue={from} required />
      </Field>
      <Field label="Last day">
        <Input type="date" name="to" defaultValue={to} required />
      </Field>
    </OneAct>
  )
}

type AskActProps = ActProps & { to: 'activate' | 'retire' }

export function AskAct({ id, to, disabledReason }: AskActProps) {
  const act = to === 'activate' ? askToActivate : askToRetire
  return <AskSecond act={act} id={id} label={`Ask a second person to ${to} it`} disabledReason={disabledReason} />
}

type AnswerActProps = AskActProps & { approvalId: string; seenHash: string }

/** The second person's press. */
export function AnswerAct({ id, to, approvalId, seenHash, disabledReason }: AnswerActProps) {
  return (
    <OneAct
      act={to === 'activate' ? activate : retire}
      given={{ id, approvalId, seenHash }}
      label={to === 'activate' ? 'Activate it' : 'Retire it'}
      primary
      disabledReason={disabledReason}
    />
  )
}

export function DropAct({ id, disabledReason }: ActProps) {
  return <OneAct act={drop} given={{ id }} label="Drop the draft" disabledReason={disabledReason} />
}
