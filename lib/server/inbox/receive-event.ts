import type { WebhookVerdict } from '@/lib/providers/port'
import { maxEventBytes, verifyWebhook } from '@/lib/providers/stripe/verify-webhook'
import { now as productNow, wallClock } from '../clock'
import type { Ctx, Db } from '../context'
import { inSql } from '../db/transaction'
import { quarantineBodies } from '../quarantine/quarantine-bodies'
import { storeTogether } from './group-commit'
import { type Listener, listListeners } from './listeners'

export type ReceiptRefusal = Extract<WebhookVerdict, { ok: false }>['reason'] | 'too_large'
export type Receipt = { ok: true; marketplaces: number; quarantined: boolean } | { ok: false; reason: ReceiptRefusal }

type Heard = { listener: Listener; body: Extract<WebhookVerdict, { ok: true }>['body'] }

/**
 * The webhook's door: verifies the raw body and stores the event once for every marketplace whose secret signed it. No
 * work happens here. Resolves only when the event is durable; throws when it could not be stored, so that it comes again.
 */
export async function receiveEvent(
  db: Db,
  body: Buffer,
  signature: string | null,
  wallNow: Date = wallClock(),
): Promise<Receipt> {
  if (body.length > maxEventBytes) return { ok: false, reason: 'too_large' }
  let verdict = listen(await listListeners(db), body, signature, wallNow)
  // A connection made a moment ago, or a secret just rolled.
  if (!verdict.ok && verdict.reason === 'signature_wrong') {
    verdict = listen(await listListeners(db, true), body, signature, wallNow)
  }
  if (!verdict.ok) return verdict
  await Promise.all(verdict.heard.map((heard) => keep(db, heard, body)))
  return {
    ok: true,
    marketplaces: verdict.heard.length,
    quarantined: verdict.heard.some((heard) => 'unsound' in heard.body),
  }
}

type Listening = { ok: true; heard: Heard[] } | { ok: false; reason: ReceiptRefusal }

function listen(listeners: readonly Listener[], body: Buffer, signature: string | null, wallNow: Date): Listening {
  const heard: Heard[] = []
  let reason: ReceiptRefusal = signature ? 'signature_wrong' : 'signature_missing'
  for (const listener of listeners) {
    const verdict = verifyWebhook(body, signature, listener.secrets, wallNow, listener.platformAccountId)
    if (verdict.ok) heard.push({ listener, body: verdict.body })
    else if (verdict.reason !== 'signature_wrong') reason = verdict.reason
  }
  return heard.length > 0 ? { ok: true, heard } : { ok: false, reason }
}

async function keep(db: Db, { listener, body }: Heard, bytes: Buffer): Promise<void> {
  const ctx = providerCtx(db, listener.marketplaceId)
  if ('event' in body) return storeTogether(ctx, { event: body.event, body: bytes })
  const unsound = { accountId: listener.platformAccountId, source: 'webhook', reason: body.unsound, body: bytes }
  await inSql(ctx, (sql) => quarantineBodies(sql, ctx, [unsound]))
}

/** A signature makes the provider an actor for one marketplace. */
function providerCtx(db: Db, marketplaceId: string): Ctx {
  return { actor: { kind: 'provider', id: 'stripe', marketplaceId }, now: productNow(), db }
}
