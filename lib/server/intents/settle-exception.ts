import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/**
 * What stands at Stripe as asked settles the exception that it answers, where no later row can say so: a debit belongs to
 * no payment's family, and a fee of which a part went back is still the fee that was taken. In the transaction of the
 * verdict, in the name of who asked for it, as long as the amount is the one that was asked for.
 */
export async function settleException(sql: Sql, ctx: Ctx, intentId: string): Promise<void> {
  const { marketplaceId } = ctx.actor
  const settled = await sql.rows<{ id: string; resolution: string }>(
    `UPDATE recon_exception e SET state = 'resolved', closed_at = $3, resolved_by = r.done_by, version = e.version + 1,
       resolution = CASE WHEN r.act = 'debit_seller' THEN 'settled_with_seller' ELSE 'fixed_at_stripe' END
     FROM resolution r
     WHERE r.marketplace_id = $1 AND r.intent_id = $2 AND r.undone_at IS NULL
       AND (r.act = 'debit_seller' OR (r.act = 'refund_application_fee' AND e.kind = 'FEE_VARIANCE'))
       AND e.marketplace_id = $1 AND e.id = r.exception_id AND e.state = 'open' AND e.amount_minor = r.amount_minor
     RETURNING e.id, e.resolution`,
    [marketplaceId, intentId, ctx.now],
  )
  for (const { id, resolution } of settled)
    await recordAudit(sql, ctx, 'exception.resolve', id, { resolution, intent: intentId })
}
