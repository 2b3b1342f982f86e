import { can } from '@/lib/domain/access/can'
import { chainPage } from '@/lib/server/audit/queries'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'

/** Rows of the chain in order, for a browser that proves it by itself. */
export async function GET(request: Request): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  if (!can(ctx.actor, 'audit.verify')) return plain('Your role reads the chain, and does not verify it.', 403)
  const after = new URL(request.url).searchParams.get('after') ?? '0'
  if (!/^\d{1,18}$/.test(after)) return plain('Say after which row: a whole number.', 400)
  const rows = await chainPage(ctx, BigInt(after))
  const body = { marketplaceId: ctx.actor.marketplaceId, rows: rows.map((row) => ({ ...row, seq: String(row.seq) })) }
  return Response.json(body, { headers: { 'cache-control': 'no-store' } })
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
