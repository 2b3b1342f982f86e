'use client'

import { OneAct } from '@/components/form/one-act'
import { revoke } from './actions'

export function RevokeButton({ id, name }: { id: string; name: string }) {
  return <OneAct act={revoke} given={{ id }} label={`Revoke ${name}`} disabledReason={null} />
}
