'use client'

import { useActionState } from 'react'
import { idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { reopen } from '../actions'
import type { ActFacts } from './item-acts'

export function ReopenButton({ facts }: { facts: ActFacts }) {
  const [state, submit, busy] = useActionState(reopen, idle)
  return (
    <form action={submit} className="line g1">
      <input type="hidden" name="id" value={facts.id} />
      <input type="hidden" name="version" value={facts.version} />
      {state.kind === 'refused' ? (
        <span role="alert" className="error">
          {state.sentence}
        </span>
      ) : null}
      <Button type="submit" busy={busy}>
        Reopen
      </Button>
    </form>
  )
}
