import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { connectProvider } from '@/lib/server/access/connect-provider'
import { createApiKey } from '@/lib/server/access/create-api-key'
import { addMember, createMarketplace, isKnownPerson } from '@/lib/server/access/create-marketplace'
import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { env } from '@/lib/server/env'

const usage = `npm run setup -- --id fernhollow --name "Fernhollow Market" --zone Europe/Berlin --currency eur \\
  --account acct_… --admin you@example.com
The Stripe key and the webhook secrets are read from STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRETS and stored sealed.`

/** First start of a real installation: a marketplace, its Stripe connection, its first administrator and an API key. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { id: text, name: text, zone: text, currency: text, account: text, admin: text },
  })
  const { id, name, zone, currency, account, admin } = values
  const { STRIPE_SECRET_KEY: apiKey, STRIPE_WEBHOOK_SECRETS: secrets } = env()
  if (!id || !name || !zone || !currency || !account || !admin) throw new Error(usage)
  if (!apiKey || !secrets)
    throw new Error('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRETS (comma-separated) are needed once, for setup')
  await createMarketplace(db(), { id, name, reportingZone: zone, reportingCurrency: currency.toLowerCase() })
  const ctx = jobCtx(db(), id, 'setup')
  await connectProvider(ctx, {
    livemode: apiKey.includes('_live_'),
    accountId: account,
    apiKey,
    webhookSecrets: secrets.split(','),
  })
  const known = await isKnownPerson(db(), admin)
  const password = randomBytes(15).toString('base64url')
  await addMember(db(), id, { email: admin, name: admin.split('@')[0] ?? admin, role: 'admin', password })
  console.log(
    known
      ? `Administrator ${admin}, with the password they have`
      : `Administrator ${admin}, password (shown once): ${password}`,
  )
  console.log(`API key for the platform's books (shown once): ${await createApiKey(ctx, 'books')}`)
}

await main().finally(() => closeDb(db()))
