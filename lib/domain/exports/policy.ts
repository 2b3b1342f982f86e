export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportStates = ['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'] as const
export type ExportState = (typeof exportStates)[number]

export const exportPolicy = {
  /** A file is kept so long after it was finished. */
  keptHours: 24,
  /** That there was one is said so long. */
  saidDays: 90,
  /** A person's exports that wait or are written at once, and those that are kept. */
  mostUnderWay: 3,
  mostKept: 10,
  /** Asked again so soon after it was finished, it was one press too many. */
  sameWithinMs: 5_000,
  /** A part is handed on once it holds so much. */
  partBytes: 1024 * 1024,
  /** An export that breaks off as often is given up. */
  mostTries: 3,
} as const

/** Rows of a sheet below its head. Source: support.microsoft.com, "Excel specifications and limits": 1,048,576 rows. */
export const mostSheetRows = 1_048_576 - 1
