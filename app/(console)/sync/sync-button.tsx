'use client'

import { RefreshCw } from 'lucide-react'
import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { syncNow } from './actions'

export function SyncButton({ disabledReason }: { disabledReason: string | null }) {
  return (
    <ActForm act={syncNow} className="line">
      {({ state, busy }) => (
        <>
          <Refusal state={state} />
          <Button
            type="submit"
            variant={disabledReason ? 'plain' : 'primary'}
            busy={busy}
            disabledReason={disabledReason}
          >
            <RefreshCw className="ico s" />
            Sync now
          </Button>
        </>
      )}
    </ActForm>
  )
}
