import { maxEventBytes } from '@/lib/server/inbox/limits'

/** The raw bytes, or null as soon as they are more than an event can be: nobody makes us hold more than that. */
export async function readBody(request: Request): Promise<Buffer | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxEventBytes) return null
  if (!request.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxEventBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
