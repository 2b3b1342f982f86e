import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { readGroupRules } from '@/lib/domain/access/oidc-roles'
import { env } from '../../env'
import type { OidcClaims, OidcPolicy } from './enter-by-oidc'

/** What an ID token says, as far as it is read; anything of another shape is as if it were not said. */
const Profile = z.object({
  sub: z.string().min(1).max(255),
  iss: z.string().min(1),
  email: z.string().max(320).nullish().catch(null),
  email_verified: z.boolean().catch(false).default(false),
  name: z.string().max(200).nullish().catch(null),
})
const Groups = z.array(z.string().max(255)).max(1000).catch([])

/** How the provider of this installation is called; null where there is none. */
export function oidcName(): string | null {
  return env().OIDC_ISSUER ? env().OIDC_NAME : null
}

export function oidcPolicy(): OidcPolicy {
  return { rules: readGroupRules(env().OIDC_ROLES ?? '') ?? [], domains: domainsOf(env().OIDC_DOMAINS ?? '') }
}

/** Authorization code with PKCE, state and nonce; signature, issuer, audience and times are checked by next-auth's client. */
export function oidcProviders(): OAuthConfig<Record<string, unknown>>[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env()
  if (!issuer) return []
  return [
    {
      id: 'oidc',
      name,
      type: 'oauth',
      wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      clientId,
      clientSecret,
      authorization: { params: { scope: env().OIDC_SCOPE } },
      profile: (profile) => ({ id: String(profile.sub) }),
    },
  ]
}

/** The claims of a token; null where it names nobody. */
export function readClaims(profile: unknown): OidcClaims | null {
  const read = Profile.safeParse(profile)
  if (!read.success) return null
  const { sub, iss, email, email_verified, name } = read.data
  const groups = Groups.parse((profile as Record<string, unknown>)[env().OIDC_GROUPS_CLAIM])
  return {
    issuer: iss,
    subject: sub,
    email: email ?? null,
    emailVerified: email_verified,
    name: name ?? null,
    groups,
  }
}

function domainsOf(text: string): string[] {
  return text.split(',').flatMap((domain) => domain.trim().toLowerCase() || [])
}
