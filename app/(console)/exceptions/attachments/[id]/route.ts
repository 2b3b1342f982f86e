import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { readAttachment } from '@/lib/server/exceptions/attachments/queries'

type Params = { params: Promise<{ id: string }> }

/** A file to be saved, never to be shown by the browser as a page of ours. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  const file = await readAttachment(ctx, (await params).id)
  if (!file) return plain('There is no such file here: it may have been taken away.', 404)
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
