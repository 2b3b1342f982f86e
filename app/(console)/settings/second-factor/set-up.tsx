'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { OneAct } from '@/components/form/one-act'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { confirm, remove, start } from './actions'

export function StartButton() {
  return <OneAct act={start} given={{}} label="Set it up" primary disabledReason={null} />
}

export function RemoveButton() {
  return <OneAct act={remove} given={{}} label="Take it away" disabledReason={null} />
}

/** The first code confirms; then the recovery codes are shown, this once. */
export function ConfirmForm() {
  const [codes, setCodes] = useState<string[]>()
  const router = useRouter()
  const send = async (form: FormData) => {
    const { once, ...answer } = await confirm(form)
    if (once) setCodes(once.split(' '))
    return answer
  }
  if (codes) {
    return (
      <div className="stackv">
        <p>Keep these recovery codes where the authenticator is not. Each opens once, and they are not shown again.</p>
        <ul className="codes id" aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div>
          <Button variant="primary" onClick={() => router.refresh()}>
            I have them
          </Button>
        </div>
      </div>
    )
  }
  return (
    <ActForm act={send} className="stackv">
      {({ state, busy }) => (
        <>
          <Field label="Code" hint="The six digits that it shows now.">
            <Input name="code" autoComplete="one-time-code" inputMode="numeric" maxLength={10} required />
          </Field>
          <Refusal state={state} />
          <div>
            <Button type="submit" variant="primary" busy={busy}>
              Confirm
            </Button>
          </div>
        </>
      )}
    </ActForm>
  )
}
