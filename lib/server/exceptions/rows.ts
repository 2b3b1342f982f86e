import type { ExceptionState, Severity } from '@/lib/domain/exceptions/exception'
import type { Resolution } from '@/lib/domain/exceptions/resolution'
import type { Direction, FindingKind } from '@/lib/domain/reconciliation/finding'

/** One line of the queue. */
export type ExceptionRow = {
  id: string
  number: bigint
  kind: FindingKind
  state: ExceptionState
  severity: Severity
  objectId: string
  accountId: string
  sellerId: string | null
  familyId: string
  currency: string
  amountMinor: bigint
  direction: Direction
  sentence: string
  occurredAt: Date
  openedAt: Date
  dueAt: Date
  closedAt: Date | null
  assigneeId: string | null
  resolution: Resolution | null
  version: number
}

export const rowColumns = `e.id, e.number, e.kind, e.state, e.severity, e.object_id AS "objectId",
  e.account_id AS "accountId", e.seller_id AS "sellerId", e.family_id AS "familyId", e.currency,
  e.amount_minor AS "amountMinor", e.direction, e.sentence, e.occurred_at AS "occurredAt", e.opened_at AS "openedAt",
  e.due_at AS "dueAt", e.closed_at AS "closedAt", e.assignee_id AS "assigneeId", e.resolution, e.version`
