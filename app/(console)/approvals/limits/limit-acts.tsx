'use client'

import { Field, Input } from '@/components/form/field'
import { OneAct } from '@/components/form/one-act'
import { activate, askToActivate, drop } from './actions'

type ActProps = { id: string; disabledReason: string | null }

export function AskAct({ id, disabledReason }: ActProps) {
  return (
    <OneAct act={askToActivate} given={{ id }} label="Ask a second person" disabledReason={disabledReason}>
      <Field label="Why">
        <Input name="reason" maxLength={500} required />
      </Field>
    </OneAct>
  )
}

export function ActivateAct({ disabledReason, ...given }: ActProps & { approvalId: string; seenHash: string }) {
  return <OneAct act={activate} given={given} label="Let them hold" primary disabledReason={disabledReason} />
}

export function DropAct({ id, disabledReason }: ActProps) {
  return <OneAct act={drop} given={{ id }} label="Drop the draft" disabledReason={disabledReason} />
}
