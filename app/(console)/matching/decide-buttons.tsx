'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { decide } from './actions'

type DecideButtonsProps = { id: string; acceptDisabled: string | null; refuseDisabled: string | null }

/** Refusing stands apart, left; each is a form of its own. */
export function DecideButtons({ id, acceptDisabled, refuseDisabled }: DecideButtonsProps) {
  return (
    <div className="line">
      <One id={id} decision="refused" label="Refuse" disabledReason={refuseDisabled} />
      <span className="push" />
      <One id={id} decision="accepted" label="Accept" disabledReason={acceptDisabled} />
    </div>
  )
}

/** The way back from an accepted pair. */
export function TakeBack({ id, disabledReason }: { id: string; disabledReason: string | null }) {
  return <One id={id} decision="refused" label="Take it back" disabledReason={disabledReason} />
}

type OneProps = { id: string; decision: 'accepted' | 'refused'; label: string; disabledReason: string | null }

function One({ id, decision, label, disabledReason }: OneProps) {
  return (
    <ActForm act={decide} className="line g1">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="decision" value={decision} />
          <Refusal state={state} />
          <Button
            type="submit"
            variant={decision === 'accepted' ? 'primary' : 'plain'}
            busy={busy}
            disabledReason={disabledReason}
          >
            {label}
          </Button>
        </>
      )}
    </ActForm>
  )
}
