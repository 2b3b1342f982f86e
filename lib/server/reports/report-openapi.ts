import { z } from 'zod'
import { mostFileBytes } from '../statements/spool/spool-file'
import { answer } from '../statements/statements-openapi'
import { reportQuery } from './report-wire'

type Json = { [key: string]: unknown }

/** The door of Stripe's own exports, for the OpenAPI document; its parameters are the schema that reads them. */
export function reportsOperation(): Json {
  const raw = { schema: { type: 'string', format: 'binary' } }
  return {
    operationId: 'checkReport',
    summary: 'Hold one of Stripe’s own reports against the stored rows',
    description: `CSV as Stripe wrote it, with the UTC columns, as the body, up to ${mostFileBytes} bytes. Nothing of the file is written: it is a witness. Rows that it has and Counterfoil has not are fetched from Stripe afterwards.`,
    parameters: parametersOf(reportQuery),
    requestBody: { required: true, content: { 'text/csv': raw, 'application/octet-stream': raw } },
    responses: {
      200: answer('Judged: equal to the cent, or not.', 'ReportJudged'),
      422: answer('A line could not be read: the file proves nothing.', 'ReportTrouble'),
      ...Object.fromEntries(
        [400, 401, 403, 404, 409, 413, 503].map((status) => [status, answer('Refused as a whole.', 'Problem')]),
      ),
    },
  }
}

function parametersOf(schema: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Json
    return { name, in: 'query', required: required.includes(name), schema: rest, description }
  })
}
