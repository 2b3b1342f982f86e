import { cookies } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import NextAuth, { getServerSession } from 'next-auth'
import { encode, type JWT } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { clientAddress } from '@/lib/domain/access/client-address'
import { deviceOf } from '@/lib/domain/access/device'
import { now } from '../clock'
import { db } from '../db/client'
import { env } from '../env'
import { log } from '../log'
import { deviceOfRequest } from './client-of-request'
import { endSessions } from './end-sessions'
import { enterByOidc } from './oidc/enter-by-oidc'
import { oidcPolicy, oidcProviders, readClaims } from './oidc/oidc-provider'
import { type SessionClaims, sessionActor } from './session-actor'
import { signIn } from './sign-in'

declare module 'next-auth' {
  interface Session {
    claims?: SessionClaims
  }
}

const sessionSeconds = 12 * 60 * 60
const Credentials = z.object({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1024),
  code: z.string().max(40).default(''),
})
const Claims = z.object({
  userId: z.string(),
  marketplaceId: z.string(),
  sessionVersion: z.int(),
  sessionId: z.string(),
})

/** Out of reach of scripts and of other sites' forms; over https it never travels in clear. */
export function sessionCookie() {
  const secure = env().NEXTAUTH_URL.startsWith('https:')
  const name = `${secure ? '__Secure-' : ''}next-auth.session-token`
  return { name, options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure } }
}

/** Everything that knows next-auth is in this file. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    useSecureCookies: sessionCookie().options.secure,
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'password',
        credentials: {
          email: { label: 'E-mail', type: 'email' },
          password: { label: 'Password', type: 'password' },
          code: { label: 'Code' },
        },
        authorize: (credentials, request) => authorize(credentials, request.headers),
      }),
      ...oidcProviders(),
    ],
    callbacks: {
      signIn: ({ user, account, profile }) => (account?.provider === 'oidc' ? enterWith(user, profile) : true),
      jwt: ({ token, user }) => (user && 'claims' in user ? { ...token, claims: user.claims } : token),
      session: ({ session, token }) => ({ expires: session.expires, claims: claimsIn(token) }),
    },
    events: { signOut: ({ token }) => signOutEverywhere(token) },
  }
}

/** What is thrown here becomes a code in the answer: `wait:<seconds>`, `code` or `wrong_code`, or `unavailable` for whatever went wrong inside. */
async function authorize(credentials: unknown, headers: Record<string, string | undefined> = {}) {
  const input = Credentials.safeParse(credentials)
  if (!input.success) return null
  const client = clientAddress(headers['x-forwarded-for'], env().PROXY_HOPS)
  const outcome = await signIn(db(), { ...input.data, client, device: deviceOf(headers['user-agent']) }).catch(
    (error: unknown) => {
      log().error({ err: error }, 'sign-in could not be tried')
      throw new Error('unavailable')
    },
  )
  if (outcome.kind === 'wait') throw new Error(`wait:${outcome.seconds}`)
  if (outcome.kind === 'code') throw new Error(outcome.wrong ? 'wrong_code' : 'code')
  return outcome.kind === 'in' ? { id: outcome.claims.userId, claims: outcome.claims } : null
}

/** Puts the session's claims on the user that `jwt` is given next, or leads back to the sign-in with the reason. */
async function enterWith(user: object, profile: unknown): Promise<true | string> {
  const claims = readClaims(profile)
  if (!claims) return '/sign-in?error=OAuthCallback'
  const entered = await enterByOidc(db(), claims, oidcPolicy(), await deviceOfRequest())
  if (!entered.ok) return `/sign-in?error=${entered.reason}`
  Object.assign(user, { claims: entered.value })
  return true
}

async function signOutEverywhere(token: JWT | undefined): Promise<void> {
  const claims = token && claimsIn(token)
  const actor = claims && (await sessionActor(db(), claims))
  if (actor) await endSessions({ actor, now: now(), db: db() })
}

function claimsIn(token: JWT): SessionClaims | undefined {
  return Claims.safeParse(token.claims).data
}

export const authHandler = (...args: unknown[]) => NextAuth(authOptions())(...args)

export async function sessionClaims(): Promise<SessionClaims | undefined> {
  return (await getServerSession(authOptions()))?.claims
}

/** Gives the browser another session in place of the one it has: from a server action only. */
export async function writeSession(claims: SessionClaims): Promise<void> {
  const { name, options } = sessionCookie()
  const token = { sub: claims.userId, claims }
  const value = await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: sessionSeconds })
  ;(await cookies()).set(name, value, { ...options, maxAge: sessionSeconds })
}
