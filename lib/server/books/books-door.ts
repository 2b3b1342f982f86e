import type { z } from 'zod'
import type { Result } from '@/lib/domain/base/result'
import { type ParsedLines, parseLines } from '@/lib/domain/books/line-error'
import { requireApiKey } from '../auth/require-api-key'
import type { Ctx } from '../context'
import type { WriteOptions, WriteOutcome } from './outcome'
import { type BodyLine, type BodyRefusal, type BodyTrouble, maxBytes, maxLines, readBody } from './read-body'

type Write<T> = (
  ctx: Ctx,
  lines: ParsedLines<T>,
  options: WriteOptions,
) => Promise<Result<WriteOutcome, 'not_permitted'>>

/** What both doors of the books share: key, body, lines, one command, one answer. */
export async function receiveLines<T>(request: Request, schema: z.ZodType<T>, write: Write<T>): Promise<Response> {
  const ctx = await requireApiKey(request)
  if (!ctx) {
    return problem(
      401,
      'unauthorized',
      'No valid API key.',
      'Send "Authorization: Bearer cfk_…" with a key that is not revoked.',
    )
  }
  const body = await readBody(request)
  if (!body.ok) return refusal(body)
  const partial = new URL(request.url).searchParams.get('partial') === 'true'
  const result = await write(ctx, readLines(schema, body.value), { partial })
  if (!result.ok) {
    return problem(403, 'not_permitted', 'This key may not write books.', 'Use a key of the machine API.')
  }
  const failed = result.value.errors.length > 0 && !partial
  return Response.json(result.value, { status: failed ? 422 : 200 })
}

function readLines<T>(schema: z.ZodType<T>, lines: readonly BodyLine[]): ParsedLines<T> {
  const read: ParsedLines<T> = { good: [], errors: [] }
  for (const { line, value, unreadable } of lines) {
    if (unreadable === undefined) {
      const { good, errors } = parseLines(schema, [value], line)
      read.good.push(...good)
      read.errors.push(...errors)
    } else {
      const fix = 'Write one JSON object per line, in UTF-8, without line breaks inside.'
      read.errors.push({ line, field: null, code: 'unreadable', message: unreadable, fix })
    }
  }
  return read
}

type Problem = [status: number, code: string, message: string, fix: string]
const refusals: Record<BodyRefusal, Problem> = {
  too_large: [413, 'too_large', `The body is larger than ${maxBytes} bytes.`, 'Send it in several calls.'],
  too_many: [
    413,
    'too_many',
    `A call takes at most ${maxLines} lines; this one goes on after them.`,
    'Send it in several calls.',
  ],
  not_utf8: [400, 'not_utf8', 'The body is not UTF-8.', 'Write it in UTF-8, and send every byte of it.'],
  not_json: [400, 'not_json', 'The body is not JSON.', 'Send [ … ], or NDJSON as application/x-ndjson.'],
  not_a_list: [400, 'not_a_list', 'The body is JSON, but no array.', 'Send [ … ], or NDJSON as application/x-ndjson.'],
  wrong_type: [
    415,
    'wrong_type',
    'The content type is not known.',
    'Send application/json or application/x-ndjson, in UTF-8.',
  ],
  encoded: [415, 'encoded', 'The body is compressed.', 'Send it as it is, without Content-Encoding.'],
  cut_off: [
    400,
    'cut_off',
    'The body ended before the length that was announced.',
    'Nothing was written: send the whole call again.',
  ],
  empty: [400, 'empty', 'The body holds no line.', 'Send at least one.'],
}

function refusal({ reason, where }: BodyTrouble): Response {
  const [status, code, message, fix] = refusals[reason]
  return problem(status, code, where ? `${message} ${where}` : message, fix)
}

function problem(...[status, code, message, fix]: Problem): Response {
  return Response.json({ error: { code, message, fix } }, { status })
}
