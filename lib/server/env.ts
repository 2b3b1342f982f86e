import { z } from 'zod'

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
  COUNTERFOIL_DEMO_PASSWORD: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
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
  const parsed = Env.safeParse(present)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return present[name] === undefined ? `  ${name} is missing` : `  ${name} ${issue.message}`
  })
  throw new Error(`Configuration is not complete (see .env.example):\n${lines.join('\n')}`)
}
