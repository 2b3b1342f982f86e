'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { waysToAssign, wayWords } from '@/lib/domain/exceptions/desk/pick-owner'
import type { QueueRow } from '../table/columns'
import { assignMany, tagMany } from './actions'
import { BulkForm } from './bulk-form'
import { BulkReasons } from './bulk-reasons'

const BulkDialog = dynamic(() => import('./bulk-dialog').then((part) => part.BulkDialog), { ssr: false })

type BatchBarProps = {
  picked: QueueRow[]
  hidden: number
  people: readonly { id: string; name: string }[]
  assignDisabled: string | null
  resolveDisabled: string | null
  tagDisabled: string | null
  /** The rows that stay selected: those of which something was refused. */
  keep(ids: readonly string[]): void
}

/** What is selected, and what can be done with all of it at once. What a filter hides is counted and left alone. */
export function BatchBar({
  picked,
  hidden,
  people,
  assignDisabled,
  resolveDisabled,
  tagDisabled,
  keep,
}: BatchBarProps) {
  const [settling, setSettling] = useState(false)
  const none = picked.length === 0 ? 'The filter hides what you selected: show it first.' : null
  return (
    <section className="batch" aria-label="Selected rows">
      <b className="strong nowrap">{picked.length} selected</b>
      {hidden > 0 ? <span className="mute nowrap">{hidden} hidden by filter</span> : null}
      <BulkForm act={assignMany} picked={picked} keep={keep} className="line g1 push">
        {({ state, busy }) => (
          <>
            <select
              name="assigneeId"
              className="input"
              aria-label="Assign to"
              defaultValue={people[0]?.id}
              data-batch-hotkey="a"
            >
              {waysToAssign.map((way) => (
                <option key={way} value={way}>
                  {wayWords[way]}
                </option>
              ))}
              {people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </select>
            <Button type="submit" busy={busy} disabledReason={none ?? assignDisabled}>
              Assign
            </Button>
            <Refusal state={state} />
            <BulkReasons state={state} rows={picked} />
          </>
        )}
      </BulkForm>
      <BulkForm act={tagMany} picked={picked} keep={keep} className="line g1">
        {({ state, busy }) => (
          <>
            <input
              name="tag"
              className="input w-[96px]"
              aria-label="Tag"
              placeholder="Tag"
              maxLength={100}
              list="tags-in-use"
              data-batch-hotkey="t"
            />
            <Button type="submit" busy={busy} disabledReason={none ?? tagDisabled}>
              Tag
            </Button>
            <Refusal state={state} />
            <BulkReasons state={state} rows={picked} />
          </>
        )}
      </BulkForm>
      <Button
        disabledReason={none ?? resolveDisabled}
        data-batch-hotkey="e"
        onClick={() => setSettling(true)}
      >{`Resolve ${picked.length}…`}</Button>
      <Button variant="ghost" onClick={() => keep([])}>
        Clear
      </Button>
      {settling ? <BulkDialog picked={picked} open={settling} onOpenChange={setSettling} keep={keep} /> : null}
    </section>
  )
}
