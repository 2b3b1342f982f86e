'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { retry } from './actions'

type RetryButtonProps = { id: string | null; disabledReason: string | null; children: string }

export function RetryButton({ id, disabledReason, children }: RetryButtonProps) {
  return (
    <ActForm act={retry} className="line">
      {({ state, busy }) => (
        <>
          {id === null ? null : <input type="hidden" name="id" value={id} />}
          <Refusal state={state} />
          <Button type="submit" busy={busy} disabledReason={disabledReason}>
            {children}
          </Button>
        </>
      )}
    </ActForm>
  )
}
