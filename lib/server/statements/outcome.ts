import { z } from 'zod'
import { statementFormats } from '@/lib/domain/statements/statement'
import { troubleCodes } from '@/lib/domain/statements/trouble'

const minor = z.string().nullable().meta({ description: 'Minor units as Stripe’s API counts them, as text.' })
const day = z.string().nullable()

export const statementTrouble = z
  .strictObject({
    line: z.int().meta({ description: 'Of the file, from 1.' }),
    field: z.string().nullable(),
    code: z.enum(troubleCodes),
    message: z.string().meta({ description: 'What is wrong.' }),
    fix: z.string().meta({ description: 'What to do.' }),
    breaks: z.boolean().meta({ description: 'The whole file is refused, whatever is to be kept of it.' }),
  })
  .meta({ id: 'StatementTrouble' })

export const statementOutcome = z
  .strictObject({
    statementId: z.string().nullable().meta({ description: 'Null while nothing was written.' }),
    bankAccountId: z.string(),
    state: z.enum(['added', 'known_before', 'not_written']),
    sequence: z.string().nullable(),
    page: z.string().nullable(),
    currency: z.string(),
    openingMinor: minor,
    closingMinor: minor,
    firstOn: day,
    lastOn: day,
    added: z.int().meta({ description: 'Lines that are new; in a dry run, that would be.' }),
    known: z.int().meta({ description: 'Lines that an overlapping statement brought before.' }),
    refused: z.int().meta({ description: 'Lines that have an error.' }),
    otherFormat: z.enum(statementFormats).nullable().meta({
      description:
        'A statement in this other format covers some of its days already: what both tell counts twice, for formats word a movement differently.',
    }),
  })
  .meta({ id: 'StatementOutcome' })
export type StatementOutcome = z.infer<typeof statementOutcome>

/** What became of a file. Without `keepGoodLines`, any error means that nothing was written. */
export const importOutcome = z
  .strictObject({
    format: z.enum(statementFormats),
    written: z.boolean(),
    statements: z.array(statementOutcome),
    lines: z.int().meta({ description: 'Lines that could be read.' }),
    refused: z.int().meta({ description: 'Lines that could not.' }),
    troubles: z.array(statementTrouble).meta({ description: 'At most 1,000; `refused` counts all.' }),
  })
  .meta({ id: 'StatementImport' })
export type ImportOutcome = z.infer<typeof importOutcome>

export const mostTroubles = 1000
