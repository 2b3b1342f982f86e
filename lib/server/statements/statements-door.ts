import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type StatementEncoding, statementEncodings } from '@/lib/domain/statements/encodings'
import type { StatementFormat } from '@/lib/domain/statements/statement'
import type { Ctx } from '../context'
import { type ImportRefusal, importStatement, type StatementImport } from './import-statement'
import type { ImportOutcome } from './outcome'
import { getMapping } from './queries'
import { mostFileBytes } from './spool/spool-file'
import { type NotTaken, withFile } from './spool/take-in'

type DoorRefusal = ImportRefusal | NotTaken | 'wrong_type' | 'encoded' | 'unknown_mapping'
type Problem = [status: number, message: string, fix: string]

/** Why a file was not even looked into, for both doors. */
const problems: Record<DoorRefusal, Problem> = {
  not_permitted: [403, 'You may read statements, not import them.', 'Ask an analyst or an admin.'],
  unknown_bank_account: [404, 'No bank account here has this id.', 'Name one of yours, or none.'],
  bank_account_needed: [400, 'A CSV file does not say of which account it is.', 'Name the bank account.'],
  mapping_needed: [400, 'A CSV file needs a mapping: where its fields stand.', 'Save one for this bank and name it.'],
  words_needed: [
    400,
    'The mapping names neither the text nor the other party, so no line of it could be matched with a payout.',
    'Add one of the two columns to the mapping.',
  ],
  unknown_mapping: [404, 'No saved mapping has this id.', 'Name one of the saved ones.'],
  wrong_type: [
    415,
    'The content type is not known.',
    'Send application/xml, text/csv, text/plain or application/octet-stream.',
  ],
  encoded: [415, 'The file is compressed.', 'Send it as it is, without Content-Encoding.'],
  too_large: [413, `The file is larger than ${mostFileBytes} bytes.`, 'Import it in parts.'],
  cut_off: [
    400,
    'The file ended before the length that was announced.',
    'Nothing was written: send the whole file again.',
  ],
  busy: [503, 'Other files are being taken in.', 'Send it again when they are done.'],
  empty: [400, 'The file is empty.', 'Send a statement.'],
}

/**
 * A bank's file as the body of a request, for the machine and for the console. Query: `bankAccount`, `mapping`, `encoding`,
 * `name`, `keepGoodLines`, `dryRun`. 200: done, or nothing to do; 422: an error, and nothing was written.
 */
export async function receiveStatement(ctx: Ctx, request: Request): Promise<Response> {
  // Before the body: whoever may not import may not make the server write two gigabytes either.
  if (!can(ctx.actor, 'bank.import')) return problem('not_permitted')
  const asked = await askedOf(ctx, request)
  if (!asked.ok) return problem(asked.reason)
  const result = await withFile(ctx, request, async (file) => {
    const done = await importStatement(ctx, { ...asked.value, file })
    return done.ok ? answer(done.value, asked.value) : problem(done.reason)
  })
  return result.ok ? result.value : problem(result.reason)
}

function answer(outcome: ImportOutcome, { dryRun }: Asked): Response {
  const isRefused = outcome.troubles.length > 0 && !outcome.written && !dryRun && outcome.statements.length === 0
  return Response.json(outcome, { status: isRefused ? 422 : 200 })
}

type Asked = Omit<StatementImport, 'file'>

const formats: Record<string, StatementFormat | null> = {
  'application/xml': 'camt053',
  'text/xml': 'camt053',
  'text/csv': 'csv',
  'text/plain': null,
  'application/octet-stream': null,
}

async function askedOf(ctx: Ctx, request: Request): Promise<Result<Asked, DoorRefusal>> {
  const { headers } = request
  const compression = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (compression !== '' && compression !== 'identity') return refuse('encoded')
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const format = formats[type.trim()]
  if (format === undefined) return refuse('wrong_type')
  const query = new URL(request.url).searchParams
  const charset = parameters.map((text) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(text)?.[1]).find(Boolean)
  const named = query.get('encoding') || charset
  const encoding = encodingOf(named)
  if (named && !encoding) return refuse('wrong_type')
  const mappingId = query.get('mapping') || null
  const mapping = mappingId === null ? null : await getMapping(ctx, mappingId)
  if (mappingId !== null && !mapping) return refuse('unknown_mapping')
  return ok({
    name: query.get('name') || 'statement',
    format,
    encoding,
    bankAccountId: query.get('bankAccount') || null,
    mapping,
    keepGoodLines: query.get('keepGoodLines') === 'true',
    dryRun: query.get('dryRun') === 'true',
  })
}

function encodingOf(name: string | undefined): StatementEncoding | null {
  return statementEncodings.find((one) => one === name) ?? (name === 'us-ascii' || name === 'utf8' ? 'utf-8' : null)
}

function problem(code: DoorRefusal): Response {
  const [status, message, fix] = problems[code]
  return Response.json({ error: { code, message, fix } }, { status })
}
