import { z } from 'zod'
import { bookEntryInput } from '@/lib/domain/books/book-entry'
import { feeContractInput } from '@/lib/domain/books/fee-contract-input'
import { lineError } from '@/lib/domain/books/line-error'
import { reportsOperation } from '../reports/report-openapi'
import { reportJudged, reportTrouble } from '../reports/report-wire'
import { importOutcome, statementOutcome, statementTrouble } from '../statements/outcome'
import { answer, statementsOperation } from '../statements/statements-openapi'
import { writeOutcome } from './outcome'
import { maxBytes, maxLines } from './read-body'

type Json = { [key: string]: unknown }

const problem = z
  .strictObject({ error: z.strictObject({ code: z.string(), message: z.string(), fix: z.string() }) })
  .meta({ id: 'Problem' })

/** OpenAPI 3.1 of the machine API, made from the very schemas that parse. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Counterfoil machine API',
      version: '1',
      description:
        'Hands the platform’s own books, its bank statements and Stripe’s reports to Counterfoil. Amounts are text of Stripe’s API minor units.',
    },
    paths: {
      '/api/v1/book-entries': { post: operation('writeBookEntries', 'Hand in book entries', 'BookEntry') },
      '/api/v1/fee-contracts': { post: operation('writeFeeContracts', 'Hand in fee contracts', 'FeeContract') },
      '/api/v1/bank-statements': { post: statementsOperation() },
      '/api/v1/report-checks': { post: reportsOperation() },
    },
    components: {
      schemas: componentsOf({
        BookEntry: bookEntryInput,
        FeeContract: feeContractInput,
        WriteOutcome: writeOutcome,
        LineError: lineError,
        StatementImport: importOutcome,
        StatementOutcome: statementOutcome,
        StatementTrouble: statementTrouble,
        ReportJudged: reportJudged,
        ReportTrouble: reportTrouble,
        Problem: problem,
      }),
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'cfk_…' } },
    },
    security: [{ apiKey: [] }],
  }
}

function componentsOf(schemas: Record<string, z.ZodType>): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const made = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, id: ___, ...json }]) => [name, json]),
  )
}

function operation(operationId: string, summary: string, name: string): Json {
  const one = { $ref: `#/components/schemas/${name}` }
  return {
    operationId,
    summary,
    description: `Up to ${maxLines} lines and ${maxBytes} bytes a call. Idempotent by \`reference\`: the same content again is counted as known, other content is the line’s error \`reference_conflict\`. All or nothing unless \`partial=true\`.`,
    parameters: [
      {
        name: 'partial',
        in: 'query',
        required: false,
        schema: { type: 'boolean', default: false },
        description: 'Write the good lines of a call that also has bad ones.',
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { type: 'array', minItems: 1, maxItems: maxLines, items: one } },
        'application/x-ndjson': { schema: one },
      },
    },
    responses: {
      200: answer('Written (with `partial`: what could be).', 'WriteOutcome'),
      422: answer('A line had an error: nothing was written.', 'WriteOutcome'),
      ...Object.fromEntries(
        [400, 401, 403, 413, 415].map((status) => [status, answer('Refused as a whole.', 'Problem')]),
      ),
    },
  }
}
