import { occurrenceCounter } from '@/lib/domain/statements/line-identity'
import type { StatementEvent } from '@/lib/domain/statements/statement'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import type { StatementDraft } from '../judge-file'
import { continuedCounts } from './continued-lines'
import { type LineRow, lineKey, lineRow } from './line-key'

const linesPerBatch = 1000

/** What is done with lines, set by set; `end` when a statement is over. */
export type LineVisitor = {
  take(draft: StatementDraft, rows: LineRow[]): Promise<void>
  end(draft: StatementDraft): Promise<void>
}

/** Reads a judged file once more and gives each line its id. Statements that stand already are passed over. */
export async function walkLines(
  sql: Sql,
  ctx: Ctx,
  events: AsyncIterable<StatementEvent>,
  drafts: readonly StatementDraft[],
  isKnown: (draft: StatementDraft) => boolean,
  visitor: LineVisitor,
): Promise<void> {
  let at = -1
  let draft: StatementDraft | null = null
  let counter = occurrenceCounter()
  let before: ReadonlyMap<string, number> = new Map()
  let batch: LineRow[] = []
  const flush = async () => {
    if (draft && batch.length > 0) await visitor.take(draft, batch)
    batch = []
  }
  const end = async () => {
    await flush()
    if (draft) await visitor.end(draft)
    draft = null
  }
  for await (const event of events) {
    if (event.kind === 'statement' && !event.head.isContinued) {
      await end()
      const next: StatementDraft | undefined = drafts[++at]
      if (!next || isKnown(next)) continue
      draft = next
      counter = occurrenceCounter()
      before = await continuedCounts(sql, ctx.actor.marketplaceId, next)
    }
    if (event.kind !== 'entry' || !draft) continue
    const key = lineKey(ctx.actor.marketplaceId, draft.account.id, event.entry)
    const occurrence = (counter.next(event.entry.bookedOn, key) ?? 1) + (before.get(key) ?? 0)
    batch.push(lineRow(draft.account.id, key, occurrence, event.entry))
    if (batch.length === linesPerBatch) await flush()
  }
  await end()
}
