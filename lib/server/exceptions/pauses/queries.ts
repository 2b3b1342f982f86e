import type { WaitsFor } from '@/lib/domain/exceptions/pauses/pause'
import type { Sql } from '../../db/transaction'
import { openText } from '../../personal/free-text'

export type Pause = {
  id: string
  waitsFor: WaitsFor
  note: string | null
  beganBy: string
  beganAt: Date
  endedAt: Date | null
  endedBy: string | null
}

/** For whom an exception waited and waits, the newest first. */
export async function pausesIn(sql: Sql, marketplaceId: string, exceptionId: string): Promise<Pause[]> {
  const rows = await sql.rows<Pause>(
    `SELECT id, waits_for AS "waitsFor", note_enc AS note, began_by AS "beganBy", began_at AS "beganAt",
       ended_at AS "endedAt", ended_by AS "endedBy" FROM exception_pause
     WHERE marketplace_id = $1 AND exception_id = $2 ORDER BY began_at DESC, id LIMIT 50`,
    [marketplaceId, exceptionId],
  )
  const words = (id: string, note: string | null) =>
    note === null ? null : openText(marketplaceId, 'exception_pause.note_enc', id, note)
  return rows.map((row) => ({ ...row, note: words(row.id, row.note) }))
}
