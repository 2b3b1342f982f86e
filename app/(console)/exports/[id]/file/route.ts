import { Readable } from 'node:stream'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { downloadExport } from '@/lib/server/exports/jobs/download-export'
import { downloadRefusals } from '../../export-words'

/** The file of a finished export, for whoever asked for it. Its length is said first: one that was cut off is noticed. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  const file = await downloadExport(ctx, (await params).id)
  if (!file.ok) return plain(...downloadRefusals[file.reason])
  const { name, contentType, bytes, chunks } = file.value
  return new Response(Readable.toWeb(Readable.from(chunks)) as ReadableStream, {
    headers: {
      'content-type': contentType,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
