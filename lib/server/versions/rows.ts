import type { Permission } from '@/lib/domain/access/can'
import type { JsonObject } from '../audit/record-audit'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

export type VersionKind = 'fee_contract'
export type VersionState = 'draft' | 'active' | 'dropped'

/** One version of a setting, as it stands in its row. */
export type VersionRow = {
  id: string
  kind: VersionKind
  number: number
  subject: string
  fromDay: string
  heldFrom: Date | null
  body: JsonObject
  basis: string
  foreseen: JsonObject
  state: VersionState
  draftedBy: string
  draftedAt: Date
  activatedBy: string | null
  activatedAt: Date | null
}

/** What tells one kind of setting from another: who may, under which word, and what letting it hold does. */
export type VersionRules = {
  kind: VersionKind
  draft: Permission
  activate: Permission
  /** Of its audit rows: `<word>.draft`, `<word>.activate`, `<word>.drop`; the second is the approval's action too. */
  word: string
  /** What holds for this subject where the version would begin; '' is nothing. */
  basis(sql: Sql, ctx: Ctx, about: { subject: string; from: Date }): Promise<string>
  /** What else has to be written where it comes to hold, in the same transaction. */
  takeEffect(sql: Sql, ctx: Ctx, row: VersionRow, heldFrom: Date): Promise<void>
}

export const versionColumns = `v.id, v.kind, v.number, v.subject, v.from_day::text AS "fromDay", v.held_from AS "heldFrom", v.body,
  v.basis, v.foreseen, v.state, v.drafted_by AS "draftedBy", v.drafted_at AS "draftedAt", v.activated_by AS "activatedBy",
  v.activated_at AS "activatedAt"`
