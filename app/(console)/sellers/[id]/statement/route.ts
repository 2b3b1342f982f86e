import { Readable } from 'node:stream'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { downloadStatement } from '@/lib/server/sellers/download-statement'
import { loadFileParams, spanOf } from '../../search-params'

/** A seller's statement as a file, streamed. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  const { id } = await params
  const { currency, format, ...asked } = loadFileParams(request)
  const span = spanOf(asked)
  if (!span || !currency || !format)
    return plain(
      'A statement needs a month (2026-10) or a payout (po_…), a currency (eur) and a format (csv or pdf).',
      400,
    )
  const file = await downloadStatement(ctx, { accountId: id, currency, span }, format)
  if (!file.ok) {
    return file.reason === 'not_permitted'
      ? plain('Your role may not download statements.', 403)
      : plain('This marketplace has no such seller, or no such payout of his in this currency.', 404)
  }
  const { name, contentType, chunks } = file.value
  return new Response(Readable.toWeb(Readable.from(chunks)) as ReadableStream, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
