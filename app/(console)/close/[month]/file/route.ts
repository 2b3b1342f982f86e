import { Readable } from 'node:stream'
import { z } from 'zod'
import { targets } from '@/lib/domain/close/chart-map'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { type CloseFile, type DownloadRefusal, downloadClose } from '@/lib/server/close/download-close'
import { PlaceForm } from '../../close-words'

const File = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pack'), format: z.enum(['pdf', 'xlsx']) }),
  z.object({
    kind: z.literal('journal'),
    target: z.enum(targets),
    currency: z.string().regex(/^[a-z]{3}$/),
    part: z.coerce.number().int().min(1).max(999).default(1),
  }),
  z.object({ kind: z.literal('population') }),
  z.object({
    kind: z.literal('sample'),
    seed: z
      .string()
      .regex(/^\d{1,18}$/)
      .transform(BigInt),
    size: z.coerce.number().int().min(1).max(500),
  }),
])

const refusals: Record<DownloadRefusal, [string, number]> = {
  not_permitted: ['Your role may not take files of a closed month.', 403],
  not_closed: ['Files are made of closed months only.', 409],
  no_such_part: ['There is no such file: nothing moved in this currency, or it has fewer parts.', 404],
}

/** A file of a closed month, streamed. */
export async function GET(request: Request, { params }: { params: Promise<{ month: string }> }): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const place = PlaceForm.safeParse({ scope: '*', ...query, month: (await params).month })
  const file = File.safeParse(query)
  if (!place.success || !file.success)
    return plain('Such a file is not made here: go by the buttons of the month.', 400)
  const made = await downloadClose(ctx, place.data, file.data satisfies CloseFile)
  if (!made.ok) return plain(...refusals[made.reason])
  const { name, contentType, chunks } = made.value
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
