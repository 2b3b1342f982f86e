import type { Direction, FindingKind } from '../reconciliation/finding'

/** open: needs a person · waiting: its date is still ahead · resolved: by a person · closed: later data explained it. */
export const exceptionStates = ['open', 'waiting', 'resolved', 'closed'] as const
export type ExceptionState = (typeof exceptionStates)[number]

export type Severity = 1 | 2 | 3 | 4
export const severities: readonly Severity[] = [1, 2, 3, 4]
export const severityNames: Record<Severity, 'low' | 'medium' | 'high' | 'critical'> = {
  1: 'low',
  2: 'medium',
  3: 'high',
  4: 'critical',
}

/** What the verdicts look at. */
export type ExceptionFacts = {
  state: ExceptionState
  kind: FindingKind
  direction: Direction
  version: number
  assigneeId: string | null
}
