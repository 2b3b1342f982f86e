import { leavesAs } from '@/lib/domain/resolutions/act'
import { sealText } from '../personal/free-text'
import type { Step } from './perform-act'

/**
 * Moves the exception as the act says, and its version in any case. What corrects the books or Stripe leaves it open: the
 * next run closes it when it is explained. False where somebody was faster.
 */
export async function moveException({ sql, ctx, item, wish }: Step): Promise<boolean> {
  const { marketplaceId, id: by } = ctx.actor
  const guard = [marketplaceId, item.id, item.version]
  const set = (assignments: string, ...values: unknown[]) =>
    sql.run(
      `UPDATE recon_exception SET version = version + 1${assignments}
       WHERE marketplace_id = $1 AND id = $2 AND version = $3 AND state = 'open'`,
      [...guard, ...values],
    )
  const reason = leavesAs[wish.act]
  if (reason !== undefined) {
    const note = wish.note === '' ? null : sealText(marketplaceId, 'recon_exception.note_enc', item.id, wish.note)
    const left = `, state = 'resolved', resolution = $4, resolved_by = $5, closed_at = $6, note_enc = $7`
    return (await set(left, reason, by, ctx.now, note)) === 1
  }
  if (wish.act === 'wait_until') {
    const { until } = wish.particulars
    return (await set(`, state = 'waiting', waits_until = $4, due_at = $4`, until)) === 1
  }
  return (await set('')) === 1
}
