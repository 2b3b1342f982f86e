import type { z } from 'zod'
import type { Result } from '@/lib/domain/base/result'
import { type LineError, type ParsedLines, parseLines } from '@/lib/domain/books/line-error'
import { requireApiKey } from '../auth/require-api-key'
import type { Ctx } from '../context'
import type { WriteOptions, WriteOutcome } from './outcome'
import { type BodyRefusal, maxBytes, maxLines, readBody } from './read-body'

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
  if (!body.ok) return problem(...refusals[body.reason])
  const partial = new URL(request.url).searchParams.get('partial') === 'true'
  const result = await write(ctx, readLines(schema, body.value), { partial })
  if (!result.ok) {
    return problem(403, 'not_permitted', 'This key may not write books.', 'Use a key of the machine API.')
  }
  const failed = result.value.errors.length > 0 && !partial
  return Response.json(result.value, { status: failed ? 422 : 200 })
}

function readLines<T>(schema: z.ZodType<T>, values: readonly unknown[]): ParsedLines<T> {
  const unreadable: LineError[] = []
  const parsed = parseLines(schema, values)
  values.forEach((value, index) => {
    if (value instanceof SyntaxError) {
      const fix = 'Write one JSON object per line, without line breaks inside.'
      unreadable.push({ line: index + 1, field: null, code: 'unreadable', message: 'This line is not JSON', fix })
    }
  })
  const lines = new Set(unreadable.map(({ line }) => line))
  const errors = [...unreadable, ...parsed.errors.filter(({ line }) => !lines.has(line))]
  return { good: parsed.good, errors: errors.sort((a, b) => a.line - b.line) }
}

type Problem = [status: number, code: string, message: string, fix: string]
const refusals: Record<BodyRefusal, Problem> = {
  too_large: [413, 'too_large', `The body is larger than ${maxBytes} bytes.`, 'Send it in several calls.'],
  too_many: [413, 'too_many', `A call takes at most ${maxLines} lines.`, 'Send it in several calls.'],
  malformed: [
    400,
    'malformed',
    'The body is not a JSON array in UTF-8.',
    'Send [ … ], or NDJSON as application/x-ndjson.',
  ],
  wrong_type: [415, 'wrong_type', 'The content type is not known.', 'Send application/json or application/x-ndjson.'],
  empty: [400, 'empty', 'The body holds no line.', 'Send at least one.'],
}

function problem(...[status, code, message, fix]: Problem): Response {
  return Response.json({ error: { code, message, fix } }, { status })
}
