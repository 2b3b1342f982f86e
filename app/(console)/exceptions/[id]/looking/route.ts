import { listPeople } from '@/lib/server/access/queries'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { lookAt } from '@/lib/server/exceptions/presence/look-at'
import { isFromElsewhere, isOwnOrigin } from '../../../act'

/** What a page that shows an exception is told at every beat. */
export type Looking = { version: number; others: string[] }

/** A beat of a page that lies open. An action would draw the whole page anew; this answers in a line. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!isOwnOrigin(request)) return new Response(null, { status: 403 })
  if (!(await currentSession())) return new Response(null, { status: 401 })
  const ctx = await requireActor('console.read')
  if (isFromElsewhere(ctx, new URL(request.url).searchParams.get('marketplace')))
    return new Response(null, { status: 409 })
  const looks = await lookAt(ctx, (await params).id)
  if (!looks.ok) return new Response(null, { status: 404 })
  const { version, others } = looks.value
  const names = others.length === 0 ? new Map() : new Map((await listPeople(ctx)).map(({ id, name }) => [id, name]))
  return Response.json({ version, others: others.flatMap((id) => names.get(id) ?? []) } satisfies Looking, {
    headers: { 'cache-control': 'no-store' },
  })
}
