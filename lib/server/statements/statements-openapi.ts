import { statementEncodings } from '@/lib/domain/statements/encodings'
import { mostFileBytes } from './spool/spool-file'

type Json = { [key: string]: unknown }

const text = { type: 'string' }
const raw = { schema: { type: 'string', format: 'binary' } }

/** The door of bank statements, for the OpenAPI document. */
export function statementsOperation(): Json {
  return {
    operationId: 'importBankStatements',
    summary: 'Hand in a bank statement',
    description: `camt.053, MT940 or CSV as the body, up to ${mostFileBytes} bytes. Idempotent by content: the same statement again adds nothing, and lines that an overlapping statement brought are known. All or nothing unless \`keepGoodLines=true\`; a statement that does not add up is refused either way.`,
    parameters: [
      parameter(
        'bankAccount',
        text,
        'Id of the bank account. Without it each statement finds its own by number and currency; CSV needs it.',
      ),
      parameter('mapping', text, 'Id of a saved mapping; CSV needs one.'),
      parameter('encoding', { enum: statementEncodings }, 'Where the file itself does not say it. UTF-8 otherwise.'),
      parameter('name', text, 'What the file is called.'),
      parameter(
        'keepGoodLines',
        { type: 'boolean', default: false },
        'Write the good lines of a file that also has bad ones.',
      ),
      parameter('dryRun', { type: 'boolean', default: false }, 'Judge the file and write nothing.'),
    ],
    requestBody: {
      required: true,
      content: { 'application/xml': raw, 'text/csv': raw, 'text/plain': raw, 'application/octet-stream': raw },
    },
    responses: {
      200: answer('Written, or known before, or judged.', 'StatementImport'),
      422: answer('The file had an error: nothing was written.', 'StatementImport'),
      ...Object.fromEntries(
        [400, 401, 403, 404, 413, 415, 503].map((status) => [status, answer('Refused as a whole.', 'Problem')]),
      ),
    },
  }
}

function parameter(name: string, schema: Json, description: string): Json {
  return { name, in: 'query', required: false, schema, description }
}

/** One answer of an operation, by the name of its schema. */
export function answer(description: string, name: string): Json {
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } }
}
