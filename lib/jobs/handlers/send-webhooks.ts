import { deliverDue } from '@/lib/server/webhooks/deliver'
import { dispatchEvents } from '@/lib/server/webhooks/dispatch-events'
import { ctxOf, type Handler } from './handler'

/** A turn sends so often at most: the next one goes on. */
const mostRounds = 20

export const sendWebhooksJob: Handler<'send-webhooks'> = async (db, payload) => {
  const ctx = ctxOf(db, 'send-webhooks', payload)
  await dispatchEvents(ctx)
  for (let round = 0; round < mostRounds; round++) if ((await deliverDue(ctx)) === 0) break
}
