import { z } from 'zod'
import { readGroupRules } from '@/lib/domain/access/oidc-roles'

const keyring = z.string().regex(/^[\w-]+:[A-Za-z0-9+/=]{43,44}(,[\w-]+:[A-Za-z0-9+/=]{43,44})*$/, {
  error: 'wants "keyId:base64 of 32 bytes", several by comma, the newest first',
})
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, { error: 'wants a postgresql:// address' })

const Env = z.object({
  DATABASE_URL: postgresUrl,
  MIGRATOR_DATABASE_URL: postgresUrl.optional(),
  NEXTAUTH_SECRET: z.string().min(32, { error: 'wants at least 32 characters of secret' }),
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  /** How many proxies of one's own stand in front: that many entries of X-Forwarded-For are believed, from the right. */
  PROXY_HOPS: z.coerce.number().int().min(1).max(10).default(1),
  ENCRYPTION_KEYS: keyring,
  /** Lists of more rows are written by the worker, not while somebody waits. */
  EXPORT_JOB_FROM_ROWS: z.coerce.number().int().min(0).default(50_000),
  STRIPE_API_URL: z.url().default('https://api.stripe.com'),
  STRIPE_READ_RATE: z.coerce.number().int().min(1).max(10_000).default(100),
  COUNTERFOIL_CLOCK: z
    .string()
    .regex(/^(system|anchor:[^,]+,[^,]+,\d+(\.\d+)?)$/, {
      error: 'wants "system" or "anchor:<real ISO>,<product ISO>,<speed>"',
    })
    .default('system'),
  /** Read by `npm run setup` only; afterwards they lie sealed in the database. */
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/, { error: 'wants a secret or restricted key: sk_… or rk_…' })
    .optional(),
  STRIPE_WEBHOOK_SECRETS: z.string().optional(),
  /** Single sign-on by OpenID Connect: where its configuration is found. Without it there is none. */
  OIDC_ISSUER: z
    .url()
    .refine((url) => url.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(url), {
      error: 'wants https, or http on this machine',
    })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('single sign-on'),
  OIDC_SCOPE: z.string().default('openid email profile groups'),
  OIDC_GROUPS_CLAIM: z.string().default('groups'),
  /** Addresses of these domains, by comma, are the house's own. */
  OIDC_DOMAINS: z.string().optional(),
  OIDC_ROLES: z
    .string()
    .refine((text) => readGroupRules(text) !== null, { error: 'wants "group=marketplace:role", several by comma' })
    .optional(),
  COUNTERFOIL_DEMO_PASSWORD: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

/** Of single sign-on there is all or nothing. */
const oidcNeeds = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_DOMAINS', 'OIDC_ROLES'] as const
const Whole = Env.superRefine((given, ctx) => {
  if (!given.OIDC_ISSUER) return
  for (const name of oidcNeeds)
    if (!given[name]) ctx.addIssue({ code: 'custom', path: [name], message: 'is wanted with OIDC_ISSUER' })
})
export type Env = z.infer<typeof Env>

const store = globalThis as { counterfoilEnv?: Env }

/** The configuration, parsed once. A missing or malformed value names itself and says what it wants. */
export function env(): Env {
  store.counterfoilEnv ??= parseEnv(process.env)
  return store.counterfoilEnv
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = Whole.safeParse(present)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return present[name] === undefined ? `  ${name} is missing` : `  ${name} ${issue.message}`
  })
  throw new Error(`Configuration is not complete (see .env.example):\n${lines.join('\n')}`)
}
