import type { FaultBoard } from './fault-board'
import type { HostileVariant } from './fault-rule'

/** The first integer that a double cannot hold. */
const HUGE = '9007199254740993'
const TEXT = { nul: 'in the \u0000 middle', lone_surrogate: 'half a \ud83d pair' }

/** Makes one row of a page such that PostgreSQL or a JSON reader cannot take it as it is. */
export function hostileRows(
  board: FaultBoard,
  rows: string[],
  ids: readonly string[],
  subject: string,
  account: string,
): string[] {
  if (rows.length === 0 || !board.has('hostile_body')) return rows
  const fault = board.strike('hostile_body', subject, account)
  if (fault === undefined) return rows
  const at = fault.object === undefined ? fault.dice.below(rows.length) : ids.indexOf(fault.object)
  if (at < 0) return rows
  board.count(fault)
  return rows.with(at, spoil(rows[at]!, fault.variant ?? 'nul'))
}

/** Spoils one object's JSON: a character in its description, or an amount beyond 2^53. */
export function spoil(json: string, variant: HostileVariant): string {
  const object = JSON.parse(json) as Record<string, unknown>
  if (variant !== 'huge_integer') return JSON.stringify({ ...object, description: TEXT[variant] })
  const field = typeof object.amount === 'number' ? 'amount' : 'created'
  const marked = JSON.stringify({ ...object, [field]: '%HUGE%' })
  return marked.replace('"%HUGE%"', HUGE)
}
