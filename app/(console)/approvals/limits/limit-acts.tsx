'use client'

import { AskSecond, OneAct } from '@/components/form/one-act'
import { activate, askToActivate, drop } from './actions'

type ActProps = { id: string; disabledReason: string | null }

export function AskAct(props: ActProps) {
  return <AskSecond act={askToActivate} {...props} />
}

export function ActivateAct({ disabledReason, ...given }: ActProps & { approvalId: string; seenHash: string }) {
  return <OneAct act={activate} given={given} label="Let them hold" primary disabledReason={disabledReason} />
}

export function DropAct({ id, disabledReason }: ActProps) {
  return <OneAct act={drop} given={{ id }} label="Drop the draft" disabledReason={disabledReason} />
}
