'use client'

import { AskSecond, OneAct } from '@/components/form/one-act'
import { activate, askToActivate, retire, tryOut } from './actions'

type ActProps = { id: string; disabledReason: string | null }

export function TryAct({ id, disabledReason }: ActProps) {
  return <OneAct act={tryOut} given={{ id }} label="Hold it against history" disabledReason={disabledReason} />
}

export function AskAct(props: ActProps) {
  return <AskSecond act={askToActivate} {...props} />
}

export function ActivateAct({ disabledReason, ...given }: ActProps & { approvalId: string; seenHash: string }) {
  return <OneAct act={activate} given={given} label="Activate it" primary disabledReason={disabledReason} />
}

export function RetireAct({ id, label, disabledReason }: ActProps & { label: string }) {
  return <OneAct act={retire} given={{ id }} label={label} disabledReason={disabledReason} />
}
