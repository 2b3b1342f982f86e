'use client'

import { ShieldCheck } from 'lucide-react'
import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { verifyWholeChain } from './actions'

export function VerifyButton({ disabledReason }: { disabledReason: string | null }) {
  return (
    <ActForm act={() => verifyWholeChain()} className="line">
      {({ state, busy }) => (
        <>
          <Refusal state={state} />
          <Button type="submit" variant="plain" busy={busy} disabledReason={disabledReason}>
            <ShieldCheck className="ico s" />
            Verify the whole chain
          </Button>
        </>
      )}
    </ActForm>
  )
}
