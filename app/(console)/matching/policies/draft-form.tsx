'use client'

import { ActForm, FormEnd } from '@/components/form/act-form'
import { Field, TextArea } from '@/components/form/field'
import { draft } from './actions'

/** A policy as text, begun with the active one. What is wrong with it is said place by place, and nothing is lost. */
export function DraftForm({ text, disabledReason }: { text: string; disabledReason: string | null }) {
  return (
    <ActForm act={draft} className="stackv">
      {({ state, busy }) => (
        <>
          <Field
            label="The next policy"
            hint='Rules in order, per pair of sides. Amounts are minor units as text, 100 basis points are one per cent, points add up to 100 at most. "confirmed": "apply" lets what is sure be applied by itself.'
          >
            <TextArea name="policy" rows={24} defaultValue={text} spellCheck={false} className="font-mono" />
          </Field>
          <FormEnd state={state} busy={busy} label="Keep as a draft" disabledReason={disabledReason} />
        </>
      )}
    </ActForm>
  )
}
