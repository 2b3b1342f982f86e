'use client'

import { RefreshCw } from 'lucide-react'
import { useActionState } from 'react'
import { FieldError } from '@/components/form/field'
import { type FormState, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { syncNow } from './actions'

export function SyncButton({ disabledReason }: { disabledReason: string | null }) {
  const [state, submit, busy] = useActionState<FormState>(syncNow, idle)
  return (
    <form action={submit} className="line">
      <FieldError>{state.kind === 'refused' ? state.sentence : undefined}</FieldError>
      <Button type="submit" variant={disabledReason ? 'plain' : 'primary'} busy={busy} disabledReason={disabledReason}>
        <RefreshCw className="ico s" />
        Sync now
      </Button>
    </form>
  )
}
