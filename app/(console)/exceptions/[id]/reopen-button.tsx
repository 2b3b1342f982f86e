'use client'

import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { reopen } from '../actions'
import type { ActFacts } from './item-acts'

export function ReopenButton({ facts }: { facts: ActFacts }) {
  return (
    <ActForm act={reopen} className="line g1">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={facts.id} />
          <input type="hidden" name="version" value={facts.version} />
          <Refusal state={state} />
          <Button type="submit" busy={busy}>
            Reopen
          </Button>
        </>
      )}
    </ActForm>
  )
}
