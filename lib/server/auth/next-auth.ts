import type { NextAuthOptions } from 'next-auth'
import NextAuth, { getServerSession } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { db } from '../db/client'
import { env } from '../env'
import { signIn } from './sign-in'

/** What the signed cookie says. The data layer checks it again on every request (require-actor). */
export type SessionClaims = { userId: string; marketplaceId: string; sessionVersion: number }

declare module 'next-auth' {
  interface Session {
    claims?: SessionClaims
  }
}

/** Everything that knows next-auth is in this file. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: 12 * 60 * 60 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'password',
        credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        authorize: async (credentials) => {
          if (!credentials) return null
          const claims = await signIn(db(), credentials.email, credentials.password)
          return claims && { id: claims.userId, claims }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && 'claims' in user ? { ...token, claims: user.claims } : token),
      session: ({ session, token }) => ({ expires: session.expires, claims: token.claims as SessionClaims }),
    },
  }
}

export const authHandler = (...args: unknown[]) => NextAuth(authOptions())(...args)

export async function sessionClaims(): Promise<SessionClaims | undefined> {
  return (await getServerSession(authOptions()))?.claims
}
