'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { withdraw } from './actions'

export function WithdrawButton({ id }: { id: string }) {
  return (
    <ActForm act={withdraw} className="line g1">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <Refusal state={state} />
          <Button type="submit" variant="ghost" busy={busy}>
            Take back
          </Button>
        </>
      )}
    </ActForm>
  )
}
