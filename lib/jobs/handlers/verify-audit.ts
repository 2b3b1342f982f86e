import { checkChain } from '@/lib/server/audit/check-chain'
import { log } from '@/lib/server/log'
import { ctxOf, type Handler } from './handler'

/** Recomputes the whole chain once a day: pages look only at what came after. A broken one is shown until it is whole. */
export const verifyAuditJob: Handler<'verify-audit'> = async (db, payload) => {
  const result = await checkChain(ctxOf(db, 'verify-audit', payload))
  if (!result.ok) throw new Error(`The job may not verify the chain: ${result.reason}`)
  const { value } = result
  if (!value.holds) {
    const { brokenAt, why } = value
    log().error({ marketplaceId: payload.marketplaceId, brokenAt: String(brokenAt), why }, 'the audit chain is broken')
  }
}
