'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { join } from './actions'

/** Somebody new says a name and chooses a password; somebody known proves it with the one they have. */
export function JoinForm({ secret, isKnown }: { secret: string; isKnown: boolean }) {
  const [joined, setJoined] = useState(false)
  if (joined) {
    return (
      <div className="stackv">
        <p className="note success" role="status">
          You belong to it now.
        </p>
        <a className="btn primary lg" href="/sign-in">
          Sign in
        </a>
      </div>
    )
  }
  return (
    <ActForm act={join} className="stackv" onDone={() => setJoined(true)}>
      {({ state, busy }) => (
        <>
          <input type="hidden" name="secret" value={secret} />
          {isKnown ? (
            <p className="small mute">This address signs in here already: prove it with its password.</p>
          ) : (
            <Field label="Your name">
              <Input name="name" className="lg" maxLength={100} autoComplete="name" required />
            </Field>
          )}
          <Field label="Password" hint={isKnown ? undefined : 'At least 12 characters; a few words are easy to keep.'}>
            <Input
              name="password"
              type="password"
              className="lg"
              maxLength={256}
              autoComplete={isKnown ? 'current-password' : 'new-password'}
              required
            />
          </Field>
          <Refusal state={state} />
          <Button type="submit" variant="primary" size="lg" busy={busy}>
            {busy ? 'Joining …' : 'Join'}
          </Button>
        </>
      )}
    </ActForm>
  )
}
