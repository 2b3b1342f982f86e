import type { Role } from '../access/actor'
import { limitedActs, limitedRoles } from './limits'
import type { LimitsText } from './limits-input'
import { actWords } from './limits-input'

export type LimitChange = { what: string; now: string; next: string }

/** What would be otherwise: one line a bound that differs, in the words of the form. */
export function sayChanges(now: LimitsText, next: LimitsText): LimitChange[] {
  const changes: LimitChange[] = []
  const add = (what: string, before: string, after: string) => {
    if (before !== after) changes.push({ what, now: before, next: after })
  }
  for (const act of limitedActs)
    for (const role of limitedRoles[act])
      add(`${actWords[act]}: ${role}`, say(now.general[act][role], ' USD'), say(next.general[act][role], ' USD'))
  for (const act of limitedActs) {
    const currencies = new Set([...Object.keys(now.own[act] ?? {}), ...Object.keys(next.own[act] ?? {})])
    for (const currency of [...currencies].sort())
      for (const role of limitedRoles[act])
        add(
          `${actWords[act]} in ${currency.toUpperCase()}: ${role}`,
          ownOf(now, act, currency, role),
          ownOf(next, act, currency, role),
        )
  }
  add('A request stands for', `${now.expiresAfterHours} h`, `${next.expiresAfterHours} h`)
  return changes
}

function ownOf(text: LimitsText, act: (typeof limitedActs)[number], currency: string, role: Role): string {
  const own = text.own[act]?.[currency]
  return own ? say(own[role], ` ${currency.toUpperCase()}`) : 'as in general'
}

/** A bound in words; thousands stand apart. */
export function say(bound: bigint | 'any' | undefined, unit: string): string {
  if (bound === 'any') return 'any amount'
  if (bound === undefined || bound === 0n) return 'nothing'
  return `up to ${bound.toLocaleString('en-GB')}${unit}`
}
