import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type StatementEncoding, statementEncodings } from '@/lib/domain/statements/encodings'
import type { StatementFormat } from '@/lib/domain/statements/statement'
import type { Ctx } from '../context'
import { type ImportRefusal, importStatement, type StatementImport } from './import-statement'
import { getMapping } from './queries'
import { mostFileBytes, type SpooledFile, spoolFile } from './spool-file'
import { takeSpoolSlot } from './spool-slots'

type TakenIn = 'too_large' | 'cut_off' | 'empty'
type DoorRefusal = ImportRefusal | TakenIn | 'wrong_type' | 'encoded' | 'unknown_mapping' | 'busy'
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
  const giveBack = takeSpoolSlot(ctx.actor.marketplaceId)
  if (!giveBack) return problem('busy')
  try {
    return await takeInAndImport(ctx, request, asked.value)
  } finally {
    giveBack()
  }
}

type Asked = Omit<StatementImport, 'file'>

async function takeInAndImport(ctx: Ctx, request: Request, asked: Asked): Promise<Response> {
  const file = await takeIn(request)
  if (!file.ok) return problem(file.reason)
  try {
    const result = await importStatement(ctx, { ...asked, file: file.value })
    if (!result.ok) return problem(result.reason)
    const { written, troubles, statements } = result.value
    const isRefused = troubles.length > 0 && !written && !asked.dryRun && statements.length === 0
    return Response.json(result.value, { status: isRefused ? 422 : 200 })
  } finally {
    await file.value.dispose()
  }
}

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

async function takeIn(request: Request): Promise<Result<SpooledFile, TakenIn>> {
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > mostFileBytes) return refuse('too_large')
  if (!request.body) return refuse('empty')
  let file: Result<SpooledFile, 'too_large' | 'empty'>
  try {
    file = await spoolFile(request.body)
  } catch {
    return refuse('cut_off') // the connection ended before the file did
  }
  if (!file.ok || announced === null || Number(announced) === file.value.bytes) return file
  await file.value.dispose()
  return refuse('cut_off')
}

function problem(code: DoorRefusal): Response {
  const [status, message, fix] = problems[code]
  return Response.json({ error: { code, message, fix } }, { status })
}
