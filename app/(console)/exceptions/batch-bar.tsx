'use client'

import { useActionState, useEffect } from 'react'
import { FieldError } from '@/components/form/field'
import { idle } from '@/components/form/form-state'
import { say } from '@/components/overlay/toaster'
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
  const [state, submit, busy] = useActionState(assignMany, idle)
  // biome-ignore lint/correctness/useExhaustiveDependencies: says each answer once
  useEffect(() => {
    if (state.kind !== 'done') return
    say(state.sentence)
    clear()
  }, [state])
  return (
    <form className="batch" action={submit}>
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
      <FieldError>{state.kind === 'refused' ? state.sentence : undefined}</FieldError>
    </form>
  )
}
