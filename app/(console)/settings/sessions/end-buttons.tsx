'use client'

import { OneAct } from '@/components/form/one-act'
import { endOne, endOthers } from './actions'

export function EndButton({ id, device }: { id: string; device: string }) {
  const label = (
    <>
      End<span className="sr"> {device}</span>
    </>
  )
  return <OneAct act={endOne} given={{ id }} label={label} atEnd disabledReason={null} />
}

export function EndOthersButton({ disabledReason }: { disabledReason: string | null }) {
  return <OneAct act={endOthers} given={{}} label="End all others" disabledReason={disabledReason} />
}
