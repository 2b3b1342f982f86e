'use client'

import { ActForm } from '@/components/form/act-form'
import { Field, TextArea } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { decide } from './actions'

type AnswerFormProps = { id: string; hash: string; disabledReason: string | null; yesDisabledReason: string | null }

/** Bound to what is shown: the hash goes with the answer, so nobody says yes to something else. */
export function AnswerForm({ id, hash, disabledReason, yesDisabledReason }: AnswerFormProps) {
  return (
    <ActForm act={decide} className="stackv">
      {({ state, busy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="seenHash" value={hash} />
          {disabledReason ? null : (
            <Field label="Your reason" hint="It stays with the request.">
              <TextArea name="reason" maxLength={500} required />
            </Field>
          )}
          <Refusal state={state} />
          <div className="line g2">
            <Button
              type="submit"
              name="decision"
              value="approved"
              variant="primary"
              busy={busy}
              disabledReason={yesDisabledReason}
            >
              Approve and do it
            </Button>
            <Button type="submit" name="decision" value="refused" {...{ busy, disabledReason }}>
              Refuse
            </Button>
          </div>
        </>
      )}
    </ActForm>
  )
}
