import { resolutionSentences, resolutions } from '@/lib/domain/exceptions/resolution'
import { type Act, actSentences } from '@/lib/domain/resolutions/act'

/** The acts that need to know nothing of the single row: the command says of each whether it fits. */
export const bulkActs = [
  'not_ours',
  'write_off',
  'wait_until',
  'book_missing_entry',
  'correct_entry',
  'mark_duplicate',
  'reverse_transfer',
  'refund_application_fee',
] as const satisfies readonly Act[]

/** These have an act of their own, which says more. */
const actsToo: readonly string[] = ['accepted_difference', 'not_ours', 'linked_by_hand', 'paid_another_way']
export const bulkReasons = resolutions.filter((reason) => !actsToo.includes(reason))

export const bulkWords: Record<(typeof bulkActs)[number] | (typeof bulkReasons)[number], string> = {
  ...actSentences,
  ...resolutionSentences,
}
