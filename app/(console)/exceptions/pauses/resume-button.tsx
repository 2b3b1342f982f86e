'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { resume } from './actions'

type ResumeButtonProps = { id: string; version: number; disabledReason: string | null }

export function ResumeButton({ id, version, disabledReason }: ResumeButtonProps) {
  return (
    <ActForm act={resume} className="line g1">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="version" value={version} />
          <Refusal state={state} />
          <Button type="submit" busy={busy} disabledReason={disabledReason}>
            The answer is there
          </Button>
        </>
      )}
    </ActForm>
  )
}
