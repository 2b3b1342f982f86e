import { setTimeout as sleep } from 'node:timers/promises'
import type { Marketplace } from './ground/marketplace'
import type { FaultRule, World } from './ground/world'

export const rowsPath = 'GET /v1/balance_transactions'

/** Faults of the wire that a careful reader does not even notice in the end. */
export const passing: readonly [name: string, rule: FaultRule][] = [
  ['pages that repeat rows', { kind: 'duplicate_rows', on: 'GET *', rate: 0.6 }],
  ['pages out of order', { kind: 'reorder_rows', on: 'GET *', rate: 0.6 }],
  ['slow answers', { kind: 'delay', on: 'GET *', rate: 0.3, delayMs: 150 }],
  ['429', { kind: 'rate_limit', on: 'GET *', rate: 0.15 }],
  ['500', { kind: 'server_error', on: 'GET *', rate: 0.15 }],
  ['half a body', { kind: 'half_body', on: 'GET *', rate: 0.15 }],
]

/** Works with the faults in force and takes them away. A fault that never struck has proven nothing: then it throws. */
export async function under(world: World, rules: FaultRule[], work: () => Promise<unknown>): Promise<void> {
  const before = await world.struck()
  await world.fault(rules)
  try {
    await work()
  } finally {
    await world.heal()
  }
  const after = await world.struck()
  const idle = rules.filter(({ kind }) => (after[kind] ?? 0) <= (before[kind] ?? 0)).map(({ kind }) => kind)
  if (idle.length > 0) throw new Error(`never struck: ${idle.join(', ')}`)
}

/** A run that begins in an outage, which ends two seconds after the run has met it. */
export async function syncThroughOutage(
  world: World,
  market: Marketplace,
  mode: 'unavailable' | 'reset',
): Promise<void> {
  const before = (await world.struck()).outage ?? 0
  await world.fault({ kind: 'outage', mode })
  const run = await market.startSync()
  while (run.isRunning() && ((await world.struck()).outage ?? 0) === before) await sleep(20)
  await sleep(2000)
  await world.heal()
  const code = await run.exited
  if (code !== 0) throw new Error(`the run gave up\n${run.output()}`)
}

/** A row that also stands among the items of a payout: it is missed in more than one place. */
export async function paidOutItem({ admin }: Marketplace): Promise<string> {
  const { rows } = await admin.query(
    'SELECT balance_transaction_id AS id FROM payout_item ORDER BY payout_id, balance_transaction_id LIMIT 1 OFFSET 100',
  )
  return String(rows[0]?.id)
}
