'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { assignMany } from './actions'
import type { QueueRow } from './columns'

type BatchBarProps = {
  picked: QueueRow[]
  hidden: number
  people: readonly { id: string; name: string }[]
  disabledReason: string | null
  clear(): void
}

/** A bulk act is one action: the browser sends actions one at a time. */
export function BatchBar({ picked, hidden, people, disabledReason, clear }: BatchBarProps) {
  return (
    <ActForm act={assignMany} onDone={clear} className="batch">
      {({ state, busy }) => (
        <>
          <b className="strong">{picked.length} selected</b>
          {hidden > 0 ? <span className="mute">{hidden} hidden by filter</span> : null}
          {picked.map((row) => (
            <input key={row.id} type="hidden" name="item" value={`${row.id}:${row.version}`} />
          ))}
          <label className="line g1 push">
            <span className="sr">Assign to</span>
            <select name="assigneeId" className="input" defaultValue={people[0]?.id}>
              {people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </select>
          </label>
          <Button type="submit" busy={busy} disabledReason={disabledReason}>
            Assign
          </Button>
          <Button variant="ghost" onClick={clear}>
            Clear
          </Button>
          <Refusal state={state} />
        </>
      )}
    </ActForm>
  )
}
