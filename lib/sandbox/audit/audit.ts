import type { Finding } from '../truth/evidence'
import { auditBank } from './audit-bank'
import { auditBooks, keptEntries } from './audit-books'
import { auditDisputes } from './audit-disputes'
import { auditFees } from './audit-fees'
import { auditLeaks } from './audit-leaks'
import { auditMoney } from './audit-money'
import { auditRate } from './audit-rates'
import { auditShares } from './audit-shares'
import { type Story, storiesOf } from './audit-story'
import { type BookedEntry, type Reading, readScene } from './reading'
import type { Scene } from './scene'

/**
 * An auditor who knows no plant: reads a scene from outside, follows docs/findings.md line by line, slowly, and writes
 * down what there is. The truth, which knows only what was done, must come to the same list.
 */
export function audit(scene: Scene): Finding[] {
  const reading = readScene(scene)
  const kept = keptEntries(reading)
  const all = [
    ...auditBooks(reading),
    ...auditFees(reading),
    ...storiesOf(reading).flatMap((story) => auditStory(reading, story, kept)),
    ...auditMoney(reading, scene),
    ...auditBank(reading, scene),
  ]
  const keyed = Map.groupBy(all, (found) => `${found.kind} ${found.object} ${found.currency}`)
  return [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, same]) => largest(same))
}

function auditStory(reading: Reading, story: Story, kept: ReadonlyMap<string, BookedEntry>): Finding[] {
  const sale = kept.get(`sale ${story.held.account} ${story.charge.id}`)
  return [
    ...auditLeaks(reading, story),
    ...auditDisputes(reading, story),
    ...auditShares(reading, story, sale),
    ...auditRate(reading, story, sale),
  ]
}

function largest(same: readonly Finding[]): Finding {
  return same.reduce((most, one) => (BigInt(one.amountMinor) > BigInt(most.amountMinor) ? one : most))
}
