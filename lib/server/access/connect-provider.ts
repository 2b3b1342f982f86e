import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { seal } from '../crypto/seal'
import { inSql } from '../db/transaction'

export type NewConnection = { livemode: boolean; accountId: string; apiKey: string; webhookSecrets: string[] }

/** Ties a marketplace to its Stripe platform account. Keys and webhook secrets are stored sealed; again replaces them. */
export async function connectProvider(ctx: Ctx, input: NewConnection): Promise<void> {
  const { marketplaceId } = ctx.actor
  const place = { marketplaceId, table: 'provider_connection', row: `stripe:${input.livemode}` }
  const apiKeyEnc = seal({ ...place, column: 'api_key_enc' }, input.apiKey)
  const secretsEnc = seal({ ...place, column: 'webhook_secrets_enc' }, JSON.stringify(input.webhookSecrets))
  await inSql(ctx, async (sql) => {
    await sql.run(
      `INSERT INTO provider_connection (marketplace_id, provider, livemode, account_id, api_key_enc, webhook_secrets_enc)
       VALUES ($1, 'stripe', $2, $3, $4, $5) ON CONFLICT (marketplace_id, provider, livemode)
       DO UPDATE SET account_id = EXCLUDED.account_id, api_key_enc = EXCLUDED.api_key_enc, webhook_secrets_enc = EXCLUDED.webhook_secrets_enc`,
      [marketplaceId, input.livemode, input.accountId, apiKeyEnc, secretsEnc],
    )
    await sql.run(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, observed_at)
       VALUES ($1, 'stripe', $2, $3, true, $4) ON CONFLICT DO NOTHING`,
      [marketplaceId, input.livemode, input.accountId, ctx.now],
    )
    await recordAudit(sql, ctx, 'provider.connect', input.accountId, { livemode: input.livemode })
  })
}
