import { done, type FormState, refused } from '@/components/form/form-state'
import type { UndoOffer } from '@/components/overlay/undo-offer'
import { proofSentence } from '@/lib/domain/access/proof'

/** What became of one row: done, asked of a second person, or not done, and why. */
export type RowAnswer = { id: string; outcome: 'done' | 'asked' | 'refused'; why: string | null; undo?: UndoOffer }
/** A bulk act answers as a whole and for each row. */
export type BulkState = FormState & { rows?: readonly RowAnswer[] }

/** Done only where nothing was refused: what was not done must not go by in a toast. */
export function bulkState(what: string, rows: readonly RowAnswer[]): BulkState {
  const of = (outcome: RowAnswer['outcome']) => rows.filter((row) => row.outcome === outcome)
  const [finished, asked, not] = [of('done'), of('asked'), of('refused')]
  const parts = [
    ...(finished.length > 0 ? [`${finished.length} ${what}`] : []),
    ...(asked.length > 0 ? [`${asked.length} ${asked.length === 1 ? 'waits' : 'wait'} for a second person`] : []),
    ...(not.length > 0 ? [`${not.length} not ${what}`] : []),
  ]
  const sentence = `${parts.join(', ')}.`
  const offers = finished.flatMap(({ undo }) => undo ?? [])
  const undo: UndoOffer | undefined = offers.length > 0 ? { what: 'many', offers } : undefined
  if (not.length === 0) return { ...done(sentence, undo), rows }
  // What a fresh proof is missing for says so once, with the way to give it.
  const asksProof = not.some(({ why }) => why === proofSentence)
  return { ...refused(asksProof ? `${sentence} ${proofSentence}` : sentence), rows }
}

/** One reason said once, with how many it is about. */
export function reasonsOf(rows: readonly RowAnswer[]): { why: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { outcome, why } of rows)
    if (outcome === 'refused' && why !== null) counts.set(why, (counts.get(why) ?? 0) + 1)
  return [...counts].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count)
}
