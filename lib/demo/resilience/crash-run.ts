import type { Dice } from './dice'
import type { Marketplace } from './ground/marketplace'
import { armHalt, type HaltPoint, type Moment } from './halt'

export type Phase = 'backfill' | 'posting' | 'proving' | 'matching' | 'composing'

/** What each phase writes: where its rows are, there it can be hit. */
const written: Record<Phase, readonly string[]> = {
  backfill: ['balance_transaction', 'provider_object', 'provider_leg', 'sync_cursor', 'payout_item'],
  posting: ['ledger_posting', 'ledger_balance', 'daily_metric'],
  proving: ['balance_proof'],
  matching: ['recon_exception', 'book_link'],
  composing: ['payout_composition', 'payout_part'],
}

/** A point by dice: a phase's table, one of the rows that are still to be written there, in the statement or in its commit. */
export async function drawPoint(dice: Dice, phase: Phase, whole: Marketplace, broken: Marketplace): Promise<HaltPoint> {
  const open: { table: string; rows: number }[] = []
  for (const table of written[phase]) {
    const rows = (await whole.count(table)) - (await broken.count(table))
    if (rows > 0) open.push({ table, rows })
  }
  const [first, ...others] = open
  if (!first) throw new Error(`${phase}: nothing is left to be written`)
  const { table, rows } = dice.pick([first, ...others])
  return { table, row: 1 + dice.below(rows), moment: dice.pick<Moment>(['row', 'commit']) }
}

/** Runs the path until it stands at the point, and kills it there with SIGKILL. */
export async function crashAt(marketplace: Marketplace, point: HaltPoint): Promise<void> {
  const halt = await armHalt(marketplace.superuserUrl, point)
  const run = await marketplace.startSync()
  const reached = await halt.reached(run)
  await run.killHard()
  await halt.release()
  if (!reached) throw new Error(`the run never came to ${told(point)}\n${run.output()}`)
}

export const told = (point: HaltPoint) =>
  `${point.table} row ${point.row}, in the ${point.moment === 'row' ? 'statement' : 'commit'}`
