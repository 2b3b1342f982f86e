import { revalidatePath } from 'next/cache'
import { elsewhere } from '@/components/form/form-state'
import { attachmentPolicy, attachSentences, canAttach } from '@/lib/domain/exceptions/attachments/can-attach'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { attachFile } from '@/lib/server/exceptions/attachments/attach-file'
import { isFromElsewhere, isOwnOrigin } from '../../../act'

const statuses: Partial<Record<string, number>> = {
  not_permitted: 403,
  not_found: 404,
  too_large: 413,
  too_many_files: 409,
}
const sentences = { ...attachSentences, not_found: 'There is no such exception in this marketplace.' }

/** A file as the body, its name in the query. The origin is checked; whoever may not is told before a byte is read. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!isOwnOrigin(request)) return said(403, 'This request did not come from Counterfoil. Nothing was written.')
  if (!(await currentSession()))
    return said(401, 'Your session has ended. Nothing was written: sign in in another tab, then press again here.')
  const ctx = await requireActor('console.read')
  const query = new URL(request.url).searchParams
  if (isFromElsewhere(ctx, query.get('marketplace'))) return said(409, elsewhere.sentence)
  if (!canAttach(ctx.actor).ok) return said(403, attachSentences.not_permitted)
  const bytes = await bytesOf(request)
  if (bytes === 'too_large') return said(413, attachSentences.too_large)
  if (bytes === 'cut_off') return said(400, 'The file did not arrive whole. Nothing was written: add it again.')
  const result = await attachFile(ctx, { exceptionId: (await params).id, name: query.get('name') ?? '', bytes })
  if (!result.ok) return said(statuses[result.reason] ?? 422, sentences[result.reason])
  revalidatePath('/exceptions', 'layout')
  return Response.json({ kind: 'done', sentence: 'The file lies beside the exception.' })
}

/** Stops reading as soon as it is too much, whatever length was announced. */
async function bytesOf(request: Request): Promise<Uint8Array | 'too_large' | 'cut_off'> {
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > attachmentPolicy.mostBytes) return 'too_large'
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of request.body ?? []) {
      size += part.byteLength
      if (size > attachmentPolicy.mostBytes) return 'too_large'
      parts.push(part)
    }
  } catch {
    return 'cut_off'
  }
  return announced === null || Number(announced) === size ? Buffer.concat(parts) : 'cut_off'
}

function said(status: number, sentence: string): Response {
  return Response.json({ kind: 'refused', sentence }, { status })
}
