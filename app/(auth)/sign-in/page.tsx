import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Mark } from '@/components/shell/mark'
import { oidcName } from '@/lib/server/auth/oidc/oidc-provider'
import { currentSession } from '@/lib/server/auth/require-actor'
import { demoSignIns } from './demo-sign-ins'
import { refusalWords } from './refusal-words'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type SignInProps = { searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInProps) {
  if (await currentSession()) redirect('/overview')
  const { callbackUrl, error } = await searchParams
  return (
    <main className="sheet">
      <div className="sign">
        <span className="brand">
          <Mark />
          Counterfoil
        </span>
        <h1>Sign in</h1>
        <SignInForm
          next={ownPath(callbackUrl)}
          demo={demoSignIns()}
          oidc={oidcName()}
          refused={typeof error === 'string' ? refusalWords(error) : null}
        />
      </div>
    </main>
  )
}

/** Only a path of this site: what another scheme calls its path (`x:https://…`) may be a whole address elsewhere. */
function ownPath(callbackUrl: string | string[] | undefined): string {
  if (typeof callbackUrl !== 'string') return '/overview'
  const url = URL.parse(callbackUrl, 'http://own.invalid')
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  return isWeb && !url.pathname.startsWith('//') && !url.pathname.startsWith('/sign-in')
    ? url.pathname + url.search
    : '/overview'
}
