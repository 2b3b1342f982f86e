'use client'

import { kindWord } from '@/components/finance/kind-words'
import { ActForm } from '@/components/form/act-form'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { resolutionSentences } from '@/lib/domain/exceptions/resolution'
import type { BatchRow } from '@/lib/server/causes/queries'
import { takeBack } from './actions'

export type BatchFacts = Pick<BatchRow, 'id' | 'kind' | 'resolution' | 'count'> & {
  trait: string
  who: string
  when: string
  undone: boolean
}

/** What was resolved as one, each with its way back. */
export function BatchesCard({
  batches,
  disabledReason,
}: {
  batches: readonly BatchFacts[]
  disabledReason: string | null
}) {
  if (batches.length === 0) return null
  return (
    <section className="card">
      <header>
        <h2>Resolved as one</h2>
      </header>
      <ul className="inner stackv">
        {batches.map((batch) => (
          <li key={batch.id} className="line g2 wrap">
            <span>
              {batch.count} × {kindWord(batch.kind)}, {batch.trait}: {resolutionSentences[batch.resolution]}
            </span>
            <span className="faint small">
              {batch.who}, {batch.when}
            </span>
            <span className="push">
              {batch.undone ? <span className="chip">taken back</span> : <Undo {...{ batch, disabledReason }} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Undo({ batch, disabledReason }: { batch: BatchFacts; disabledReason: string | null }) {
  return (
    <ActForm act={takeBack} className="line g1">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={batch.id} />
          <Refusal state={state} />
          <Button type="submit" busy={busy} disabledReason={disabledReason}>
            Undo
          </Button>
        </>
      )}
    </ActForm>
  )
}
