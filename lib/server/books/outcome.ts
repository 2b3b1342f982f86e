import { z } from 'zod'
import { lineError } from '@/lib/domain/books/line-error'

/** What became of one call. Without `partial`, any error means that nothing was written. */
export const writeOutcome = z
  .strictObject({
    accepted: z.int().meta({ description: 'Lines that are new and were written.' }),
    known: z.int().meta({ description: 'Lines that were written before, word for word: nothing to do.' }),
    rejected: z.int().meta({ description: 'Lines that were not written because of their own error.' }),
    withheld: z.int().meta({ description: 'Good lines that were not written because another line had an error.' }),
    errors: z.array(lineError).meta({ description: 'At most 1,000; `rejected` counts all.' }),
  })
  .meta({ id: 'WriteOutcome' })
export type WriteOutcome = z.infer<typeof writeOutcome>

export type WriteOptions = {
  /** Keep the good lines of a call that also has bad ones. */
  partial: boolean
  /** The file that these lines came in: kept in their own transaction. */
  file?: ImportedFile
}

export type ImportedFile = {
  /** A hash of the file and its mapping: the same import again is the same import. */
  id: string
  name: string
  digest: string
  mapping: unknown
}

export const maxErrors = 1000

export function rejectedLines(errors: readonly { line: number }[]): number {
  return new Set(errors.map((error) => error.line)).size
}
