'use client'

import { signIn } from 'next-auth/react'
import { type FormEvent, useState, useTransition } from 'react'
import { Field, FieldError, Input } from '@/components/form/field'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { Demo } from './demo-sign-ins'
import { refusalWords } from './refusal-words'

type SignInFormProps = { next: string; demo: Demo | null }

export function SignInForm({ next, demo }: SignInFormProps) {
  const [error, setError] = useState<string>()
  const [busy, start] = useTransition()
  const enter = (email: string, password: string) =>
    start(async () => {
      if (busy) return
      setError(undefined)
      const refusal = await tryToEnter(email, password)
      if (refusal) setError(refusal)
      else window.location.assign(next)
    })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    enter(text(form, 'email'), text(form, 'password'))
  }
  return (
    <>
      <form method="post" className="stackv" onSubmit={submit}>
        <Field label="E-mail">
          <Input name="email" type="email" className="lg" autoComplete="username" required />
        </Field>
        <Field label="Password">
          <Input name="password" type="password" className="lg" autoComplete="current-password" required />
        </Field>
        <FieldError>{error}</FieldError>
        <Button type="submit" variant="primary" size="lg" busy={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </Button>
      </form>
      {demo ? <DemoList demo={demo} enter={enter} /> : null}
    </>
  )
}

function DemoList({ demo, enter }: { demo: Demo; enter(email: string, password: string): void }) {
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title" className="small">
        This is the demo. Come in as
      </h2>
      {demo.people.map(({ name, email, role }) => (
        <button key={email} type="button" onClick={() => enter(email, demo.password)}>
          <Avatar name={name} />
          <span>{name}</span>
          <span className="push faint">{role}</span>
        </button>
      ))}
    </section>
  )
}

async function tryToEnter(email: string, password: string): Promise<string | undefined> {
  try {
    const answer = await signIn('credentials', { email, password, redirect: false })
    return answer?.ok && !answer.error ? undefined : refusalWords(answer?.error)
  } catch {
    return refusalWords('unavailable')
  }
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
