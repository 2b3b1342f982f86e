'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { readAll } from './actions'

export function ReadAll({ unread }: { unread: number }) {
  return (
    <ActForm act={readAll} className="line g1">
      {({ state, busy }) => (
        <>
          <Refusal state={state} />
          <Button type="submit" busy={busy} disabledReason={unread === 0 ? 'Nothing is new.' : null}>
            Mark all as read
          </Button>
        </>
      )}
    </ActForm>
  )
}
