'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { undo } from './actions'

export function UndoButton({ id, disabledReason }: { id: string; disabledReason: string | null }) {
  return (
    <ActForm act={undo} className="line g1">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <Refusal state={state} />
          <Button type="submit" busy={busy} disabledReason={disabledReason}>
            Undo
          </Button>
        </>
      )}
    </ActForm>
  )
}
