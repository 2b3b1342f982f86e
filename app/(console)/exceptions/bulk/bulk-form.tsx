'use client'

import type { ReactNode } from 'react'
import { ActForm } from '@/components/form/act-form'
import type { QueueRow } from '../table/columns'
import type { BulkState } from './bulk-answer'

type BulkFormProps = {
  act(form: FormData): Promise<BulkState>
  picked: readonly QueueRow[]
  keep(ids: readonly string[]): void
  onDone?(): void
  className?: string
  children(now: { state: BulkState; busy: boolean }): ReactNode
}

/** A bulk act is one action: the browser sends actions one at a time. Rows of which it was refused stay selected. */
export function BulkForm({ act, picked, keep, onDone, className, children }: BulkFormProps) {
  const send = async (form: FormData): Promise<BulkState> => {
    const answer = await act(form)
    const refusedIds = answer.rows?.filter((row) => row.outcome === 'refused').map((row) => row.id)
    if (refusedIds) keep(refusedIds)
    return answer
  }
  return (
    <ActForm act={send} onDone={onDone} className={className}>
      {(now) => (
        <>
          {picked.map((row) => (
            <input key={row.id} type="hidden" name="item" value={`${row.id}:${row.version}`} />
          ))}
          {children(now)}
        </>
      )}
    </ActForm>
  )
}
