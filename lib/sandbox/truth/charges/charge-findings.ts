import type { Evidence, Finding } from '../evidence'
import { storyOf } from './charge-story'
import { conversion } from './conversion'
import { disputed } from './disputed'
import { leaks } from './leaks'
import { split } from './split'

/** Everything that one charge's money leads to, beside its entries. */
export function chargeFindings(evidence: Evidence, account: string, charge: string): Finding[] {
  const story = storyOf(evidence, account, charge)
  if (story === undefined) return []
  return [
    ...leaks(evidence, story),
    ...disputed(evidence, story),
    ...split(evidence, story),
    ...conversion(evidence, story),
  ]
}
