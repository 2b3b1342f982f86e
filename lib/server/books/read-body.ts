import { ok, type Result, refuse } from '@/lib/domain/base/result'

export const maxLines = 10_000
export const maxBytes = 16 * 1024 * 1024

export type BodyRefusal = 'too_large' | 'too_many' | 'malformed' | 'wrong_type' | 'empty'
/** A line that is not JSON stands as a `SyntaxError`: it is that line's error, not the call's. */
export type BodyLines = unknown[]

/** Reads a JSON array or an NDJSON stream by its content type. Stops reading as soon as a limit is passed. */
export async function readBody(request: Request): Promise<Result<BodyLines, BodyRefusal>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  const isStream = type === 'application/x-ndjson' || type === 'application/ndjson' || type === 'application/jsonl'
  if (!isStream && type !== 'application/json') return refuse('wrong_type')
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse('too_large')
  const text = await readText(request)
  if (!text.ok) return text
  return isStream ? linesOf(text.value) : arrayOf(text.value)
}

async function readText(request: Request): Promise<Result<string, 'too_large' | 'malformed'>> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parts: string[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > maxBytes) return refuse('too_large')
      parts.push(decoder.decode(chunk, { stream: true }))
    }
    parts.push(decoder.decode())
  } catch (error) {
    if (error instanceof TypeError) return refuse('malformed') // not UTF-8
    throw error
  }
  return ok(parts.join(''))
}

function arrayOf(text: string): Result<BodyLines, BodyRefusal> {
  const parsed = parse(text)
  if (!Array.isArray(parsed)) return refuse('malformed')
  if (parsed.length === 0) return refuse('empty')
  return parsed.length > maxLines ? refuse('too_many') : ok(parsed)
}

function linesOf(text: string): Result<BodyLines, BodyRefusal> {
  const lines: unknown[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    if (lines.length === maxLines) return refuse('too_many')
    lines.push(parse(line))
  }
  return lines.length === 0 ? refuse('empty') : ok(lines)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return error
    throw error
  }
}
