'use client'

import { signIn } from 'next-auth/react'
import { type FormEvent, useState, useTransition } from 'react'
import { Field, FieldError, Input } from '@/components/form/field'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { Demo } from './demo-sign-ins'
import { refusalWords } from './refusal-words'

/** `oidc`: how the provider of single sign-on is called; `refused`: why the last way in led back here. */
type SignInFormProps = { next: string; demo: Demo | null; oidc: string | null; refused: string | null }

export function SignInForm({ next, demo, oidc, refused }: SignInFormProps) {
  const [error, setError] = useState<string | undefined>(refused ?? undefined)
  const [busy, start] = useTransition()
  const [asksCode, setAsksCode] = useState(false)
  const enter = (email: string, password: string, code = '') =>
    start(async () => {
      if (busy) return
      setError(undefined)
      const answer = await tryToEnter(email, password, code)
      if (answer === 'in') return window.location.assign(next)
      if (isAboutCode(answer)) setAsksCode(true)
      if (answer !== 'code') setError(refusalWords(answer))
    })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    enter(text(form, 'email'), text(form, 'password'), text(form, 'code'))
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
        {asksCode ? (
          <Field label="Code" hint="From your authenticator, or a recovery code.">
            <Input
              name="code"
              className="lg"
              autoComplete="one-time-code"
              inputMode="text"
              maxLength={40}
              autoFocus
              required
            />
          </Field>
        ) : null}
        <FieldError>{error}</FieldError>
        <Button type="submit" variant="primary" size="lg" busy={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </Button>
      </form>
      {oidc ? (
        <Button size="lg" onClick={() => void signIn('oidc', { callbackUrl: next })}>
          Sign in with {oidc}
        </Button>
      ) : null}
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

const isAboutCode = (answer: string) => answer === 'code' || answer === 'wrong_code'

/** `in`, or the code of the refusal. */
async function tryToEnter(email: string, password: string, code: string): Promise<string> {
  try {
    const answer = await signIn('credentials', { email, password, code, redirect: false })
    return answer?.ok && !answer.error ? 'in' : (answer?.error ?? 'unknown')
  } catch {
    return 'unavailable'
  }
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
