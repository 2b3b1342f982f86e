import { hashApiKey } from '../access/create-api-key'
import { now } from '../clock'
import type { Ctx } from '../context'
import { db } from '../db/client'
import { askDoor } from '../db/transaction'

/** For routes whose body is a file: who comes in with a key that opens, or the answer that says what to send. */
export async function withApiKey(
  request: Request,
  receive: (ctx: Ctx, request: Request) => Promise<Response>,
): Promise<Response> {
  const ctx = await requireApiKey(request)
  if (ctx) return receive(ctx, request)
  const fix = 'Send "Authorization: Bearer cfk_…" with a key that is not revoked.'
  return Response.json({ error: { code: 'unauthorized', message: 'No valid API key.', fix } }, { status: 401 })
}

/** The door of the machine API: `Authorization: Bearer cfk_…`. Null when the key is missing, unknown or revoked. */
export async function requireApiKey(request: Request): Promise<Ctx | null> {
  const secret = /^Bearer +(cfk_[\w-]{20,})$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!secret) return null
  const handle = db()
  const [key] = await askDoor<{ marketplace_id: string; id: string }>(
    handle,
    'SELECT marketplace_id, id FROM door_api_key($1)',
    [hashApiKey(secret)],
  )
  if (!key) return null
  return { actor: { kind: 'apiKey', id: key.id, marketplaceId: key.marketplace_id }, now: now(), db: handle }
}
