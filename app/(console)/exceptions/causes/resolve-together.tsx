'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Choices } from '@/components/form/choices'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, TextArea } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { type Resolution, resolutionSentences, resolutionsFor } from '@/lib/domain/exceptions/resolution'
import type { FindingKind } from '@/lib/domain/reconciliation/finding'
import { resolveAsOne } from './actions'

export type TogetherFacts = {
  causeBy: string
  causeValue: string
  kind: FindingKind
  lead: string
  items: readonly { id: string; version: number }[]
  suggested: Resolution | undefined
  disabledReason: string | null
}

/** One reason for all of them; what was done before is chosen beforehand, and a person still presses. */
export function ResolveTogether({ facts }: { facts: TogetherFacts }) {
  const [open, setOpen] = useState(false)
  const { items, suggested, kind } = facts
  const choices = resolutionsFor(kind).map((value) => ({
    value,
    label: resolutionSentences[value],
    ...(value === suggested ? { hint: 'Most often so far' } : {}),
  }))
  return (
    <>
      <Button disabledReason={facts.disabledReason} onClick={() => setOpen(true)}>
        Resolve {items.length} as one…
      </Button>
      <Modal
        open={open}
        onOpenChange={setOpen}
        title={`Why may these ${items.length} leave the queue?`}
        lead={facts.lead}
      >
        <ActForm act={resolveAsOne} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in">
                <input type="hidden" name="causeBy" value={facts.causeBy} />
                <input type="hidden" name="causeValue" value={facts.causeValue} />
                {items.map(({ id, version }) => (
                  <input key={id} type="hidden" name="item" value={`${id}:${version}`} />
                ))}
                <Choices name="resolution" legend="Reason" choices={choices} chosen={suggested} />
                <Field label="Note" hint="What was done, and where it can be seen. It stays with each of them.">
                  <TextArea name="note" maxLength={2000} required />
                </Field>
                <Refusal state={state} />
              </div>
              <DialogFoot leave="Keep them open" word={`Resolve ${items.length}`} busyWord="Resolving …" busy={busy} />
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}
