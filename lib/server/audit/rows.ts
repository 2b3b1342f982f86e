import type { JsonObject } from './record-audit'

export type AuditRow = {
  seq: bigint
  at: Date
  actorKind: string
  actorId: string
  action: string
  subject: string
  detail: JsonObject
  hash: string
  prevHash: string
}

export const auditColumns = `seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action, subject, detail, hash, prev_hash AS "prevHash"`
