import { isUtf8 } from 'node:buffer'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { jsonBreaksAt } from './broken-json'
import { invalidUtf8At, lineAt } from './broken-utf8'

export const maxLines = 10_000
export const maxBytes = 16 * 1024 * 1024

export type BodyRefusal =
  | 'too_large'
  | 'too_many'
  | 'not_utf8'
  | 'not_json'
  | 'not_a_list'
  | 'wrong_type'
  | 'encoded'
  | 'cut_off'
  | 'empty'

/** Why the body as a whole is refused, and at which place in it, where there is one. */
export type BodyTrouble = { reason: BodyRefusal; where?: string }

/** One line and its number. A line that is not JSON in UTF-8 is `unreadable`: its own error, not the call's. */
export type BodyLine = { line: number; value: unknown; unreadable?: string }
export type ReadBody = { ok: true; value: BodyLine[] } | ({ ok: false } & BodyTrouble)

/** Reads a JSON array or an NDJSON stream by its content type. Stops reading as soon as a limit is passed. */
export async function readBody(request: Request): Promise<ReadBody> {
  const kind = kindOf(request.headers)
  if (!kind.ok) return kind
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse('too_large')
  const bytes = await readBytes(request)
  if (!bytes.ok) return bytes
  return kind.value === 'stream' ? linesOf(bytes.value) : arrayOf(bytes.value)
}

const streams = new Set(['application/x-ndjson', 'application/ndjson', 'application/jsonl'])

function kindOf(headers: Headers): Result<'stream' | 'array', 'wrong_type' | 'encoded'> {
  // Nothing is unpacked here, so that no small body becomes a large one.
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity') return refuse('encoded')
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters.map((text) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(text)?.[1]).find(Boolean)
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii')
    return refuse('wrong_type')
  if (streams.has(type.trim())) return ok('stream')
  return type.trim() === 'application/json' ? ok('array') : refuse('wrong_type')
}

async function readBytes(request: Request): Promise<Result<Buffer, 'too_large' | 'cut_off'>> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > maxBytes) return refuse('too_large')
      parts.push(chunk)
    }
  } catch {
    return refuse('cut_off') // the connection ended before the body did
  }
  const announced = request.headers.get('content-length')
  if (announced !== null && Number(announced) !== size) return refuse('cut_off')
  return ok(withoutMark(Buffer.concat(parts)))
}

/** Some editors begin a file of UTF-8 with a mark that says so. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function arrayOf(bytes: Buffer): ReadBody {
  if (!isUtf8(bytes)) {
    const at = invalidUtf8At(bytes)
    return { ok: false, reason: 'not_utf8', where: `Line ${lineAt(bytes, at)}, byte ${at + 1} of the body.` }
  }
  const text = bytes.toString('utf8')
  const parsed = parse(text)
  if (!parsed.ok) {
    const before = text.slice(0, parsed.breaksAt).split('\n')
    const place = `Line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}.`
    return { ok: false, reason: 'not_json', where: parsed.breaksAt < text.length ? place : `${place} There it ends.` }
  }
  if (!Array.isArray(parsed.value)) return refuse('not_a_list')
  if (parsed.value.length === 0) return refuse('empty')
  if (parsed.value.length > maxLines) return refuse('too_many')
  return ok(parsed.value.map((value, index) => ({ line: index + 1, value })))
}

/** Lines keep the number that an editor shows; empty ones are no lines of the call. */
function linesOf(bytes: Buffer): ReadBody {
  const lines: BodyLine[] = []
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(0x0a, start)
    const end = found === -1 ? bytes.length : found
    line++
    const one = lineOf(bytes.subarray(start, end), line)
    start = end + 1
    if (one === null) continue
    if (lines.length === maxLines) return refuse('too_many')
    lines.push(one)
  }
  return lines.length === 0 ? refuse('empty') : ok(lines)
}

function lineOf(bytes: Buffer, line: number): BodyLine | null {
  if (!isUtf8(bytes)) {
    return { line, value: null, unreadable: `This line is not UTF-8 from byte ${invalidUtf8At(bytes) + 1} on` }
  }
  const text = bytes.toString('utf8')
  if (text.trim() === '') return null
  const parsed = parse(text)
  if (parsed.ok) return { line, value: parsed.value }
  const how = parsed.breaksAt < text.length ? `from character ${parsed.breaksAt + 1} on` : 'it ends too early'
  return { line, value: null, unreadable: `This line is not JSON: ${how}` }
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; breaksAt: number } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, breaksAt: jsonBreaksAt(text) }
    throw error
  }
}
