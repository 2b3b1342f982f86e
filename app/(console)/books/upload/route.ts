import { isUtf8 } from 'node:buffer'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { can } from '@/lib/domain/access/can'
import { csvMapping } from '@/lib/domain/books/csv-mapping'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { importBooksCsv } from '@/lib/server/books/import-csv'
import { maxBytes } from '@/lib/server/books/read-body'
import { isFromElsewhere, isOwnOrigin } from '../../act'
import { csvWords } from '../csv-words'

/** What the form around the file may take. */
const formBytes = 1024 * 1024
const Upload = z.object({
  file: z.file(),
  mapping: z.string(),
  mode: z.enum(['dry', 'whole', 'good']),
  marketplace: z.string().optional(),
})

/** Files are larger than an action may take, so they come through here. The session's cookie is same-site, and the origin is checked. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request)) return Response.json({ refusal: csvWords.elsewhere }, { status: 403 })
  if (!(await currentSession())) return Response.json({ refusal: csvWords.signedOut }, { status: 401 })
  const ctx = await requireActor('console.read')
  if (!can(ctx.actor, 'books.import')) return Response.json({ refusal: csvWords.not_permitted }, { status: 403 })
  if (isFarTooLarge(request)) return Response.json({ refusal: csvWords.too_large }, { status: 413 })
  const data = await request.formData().catch(() => null)
  const form = Upload.safeParse(data && Object.fromEntries(data))
  const mapping = form.success ? csvMapping.safeParse(readJson(form.data.mapping)) : null
  if (!form.success || !mapping?.success) return Response.json({ refusal: csvWords.unreadable }, { status: 400 })
  const { file, mode, marketplace } = form.data
  if (isFromElsewhere(ctx, marketplace)) return Response.json({ refusal: csvWords.moved }, { status: 409 })
  if (file.size > maxBytes) return Response.json({ refusal: csvWords.too_large }, { status: 413 })
  const bytes = Buffer.from(await file.arrayBuffer())
  if (bytes.length === 0) return Response.json({ refusal: csvWords.blank }, { status: 422 })
  if (bytes.includes(0)) return Response.json({ refusal: csvWords.binary }, { status: 422 })
  // Read leniently, every letter of another encoding would become the same sign.
  if (!isUtf8(bytes)) return Response.json({ refusal: csvWords.not_utf8 }, { status: 422 })
  const text = bytes.toString('utf8')
  const input = { name: file.name, text, mapping: mapping.data, partial: mode === 'good', dryRun: mode === 'dry' }
  const result = await importBooksCsv(ctx, input)
  if (!result.ok) return Response.json({ refusal: csvWords[result.reason] }, { status: 422 })
  if (result.value.importId) revalidatePath('/books', 'layout')
  return Response.json({ outcome: result.value })
}

/** Told by its head: the body of a form is held in memory as a whole before the file in it can be measured. */
function isFarTooLarge(request: Request): boolean {
  return Number(request.headers.get('content-length') ?? 0) > maxBytes + formBytes
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
