'use client'

import { OneAct } from '@/components/form/one-act'
import { revoke } from './actions'

export function RevokeButton({ id, name }: { id: string; name: string }) {
  const label = (
    <>
      Revoke<span className="sr"> {name}</span>
    </>
  )
  return <OneAct act={revoke} given={{ id }} label={label} atEnd disabledReason={null} />
}
