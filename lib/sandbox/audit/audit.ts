import type { Finding } from '../truth/evidence'
import { auditBank } from './audit-bank'
import { auditBooks } from './audit-books'
import { auditFees } from './audit-fees'
import { auditLeaks } from './audit-leaks'
import { auditMoney } from './audit-money'
import { readScene } from './reading'
import type { Scene } from './scene'

/**
 * An auditor who knows no plant: reads a scene from outside, follows docs/findings.md line by line, slowly, and writes
 * down what there is. The truth, which knows only what was done, must come to the same list.
 */
export function audit(scene: Scene): Finding[] {
  const reading = readScene(scene)
  const all = [
    ...auditBooks(reading),
    ...auditFees(reading),
    ...auditLeaks(reading),
    ...auditMoney(reading, scene),
    ...auditBank(reading, scene),
  ]
  const once = new Map(all.map((found) => [`${found.kind} ${found.object} ${found.currency}`, found]))
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found)
}
