import { Readable } from 'node:stream'

type FileAnswer = { name: string; contentType: string; chunks: AsyncIterable<Uint8Array>; bytes?: bigint }

/** A file to be kept. Where its length is known it is said first, so that one that was cut off is noticed. */
export function fileAnswer({ name, contentType, chunks, bytes }: FileAnswer): Response {
  return new Response(Readable.toWeb(Readable.from(chunks)) as ReadableStream, {
    headers: {
      'content-type': contentType,
      ...(bytes === undefined ? {} : { 'content-length': String(bytes) }),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Why there is no file, in a sentence. */
export function plain(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
