'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { withdraw } from './adjust-actions'

export function WithdrawButton({ id, disabledReason }: { id: string; disabledReason: string | null }) {
  return (
    <ActForm act={withdraw}>
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <Button type="submit" busy={busy} disabledReason={disabledReason}>
            {busy ? 'Taking back …' : 'Take back'}
          </Button>
          <Refusal state={state} />
        </>
      )}
    </ActForm>
  )
}
