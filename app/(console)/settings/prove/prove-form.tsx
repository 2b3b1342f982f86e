'use client'

import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { showIt } from '../second-factor/actions'

export function ProveForm({ asks }: { asks: 'code' | 'password' }) {
  return (
    <ActForm act={showIt} className="stackv">
      {({ state, busy }) => (
        <>
          {asks === 'code' ? (
            <Field label="Code" hint="From your authenticator, or a recovery code.">
              <Input name="word" autoComplete="one-time-code" maxLength={40} required />
            </Field>
          ) : (
            <Field label="Password">
              <Input name="word" type="password" autoComplete="current-password" maxLength={1024} required />
            </Field>
          )}
          <Refusal state={state} />
          <div>
            <Button type="submit" variant="primary" busy={busy}>
              Show it
            </Button>
          </div>
        </>
      )}
    </ActForm>
  )
}
