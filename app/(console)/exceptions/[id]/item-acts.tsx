'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Direction, FindingKind } from '@/lib/domain/reconciliation/finding'
import type { QueueAct } from '../search-params'
import type { ActOption } from './acts/act-options'
import { SnoozeMenu } from './acts/snooze-menu'
import { AssignMenu } from './assign-menu'
import { ReopenButton } from './reopen-button'

/** Comes when it is first asked for: most who look at an item do not resolve it. */
const ResolveDialog = dynamic(() => import('./resolve-dialog').then((part) => part.ResolveDialog), { ssr: false })

const PauseDialog = dynamic(() => import('../pauses/pause-dialog').then((part) => part.PauseDialog), { ssr: false })

export type ActFacts = {
  id: string
  number: string
  version: number
  kind: FindingKind
  direction: Direction
  sellerId: string | null
  sellerHasLeft: boolean
  minor: bigint
  currency: string
  assigneeId: string | null
  people: readonly { id: string; name: string }[]
  me: string
  options: readonly ActOption[]
  resolveDisabled: string | null
  assignDisabled: string | null
  pauseDisabled: string | null
  canReopen: boolean
}

/** What can be done about it. An act that is not possible stays, dashed, and says why. */
export function ItemActs({ facts, act }: { facts: ActFacts; act: QueueAct | null }) {
  const [resolving, setResolving] = useState(act === 'resolve' && facts.resolveDisabled === null)
  const [pausing, setPausing] = useState(false)
  const [asked, setAsked] = useState(resolving)
  const ask = () => {
    setAsked(true)
    setResolving(true)
  }
  return (
    <div className="push line g1 acts">
      <AssignMenu facts={facts} open={act === 'assign'} />
      <SnoozeMenu
        id={facts.id}
        version={facts.version}
        open={act === 'snooze'}
        disabledReason={facts.resolveDisabled}
        pause={facts.pauseDisabled === null ? () => setPausing(true) : null}
      />
      {facts.canReopen ? <ReopenButton facts={facts} /> : null}
      <Button
        variant={facts.resolveDisabled ? 'plain' : 'primary'}
        disabledReason={facts.resolveDisabled}
        data-hotkey="e"
        onClick={ask}
      >
        Resolve…{' '}
        <span className="kbd" aria-hidden="true">
          E
        </span>
      </Button>
      {pausing ? (
        <PauseDialog
          id={facts.id}
          number={facts.number}
          version={facts.version}
          open={pausing}
          onOpenChange={setPausing}
        />
      ) : null}
      {asked ? <ResolveDialog facts={facts} open={resolving} onOpenChange={setResolving} /> : null}
    </div>
  )
}
