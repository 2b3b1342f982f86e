import { matchesGlob } from '../listing/glob'
import { Dice } from './dice'
import type { FaultKind, FaultRule } from './fault-rule'

/** A rule in force: its own dice, what it has seen and how often it struck. */
export type Fault = FaultRule & { id: string; dice: Dice; chances: number; fired: number; until: number }

/** Which faults are in force, and how often each kind has struck since the start. */
export class FaultBoard {
  private faults: Fault[] = []
  private readonly totals = new Map<FaultKind, number>()
  private named = 0

  constructor(private readonly clock: () => number = Date.now) {}

  set(rules: readonly FaultRule[]): string[] {
    const now = this.clock()
    const added = rules.map((rule): Fault => {
      this.named += 1
      const until = rule.forMs === undefined ? Number.POSITIVE_INFINITY : now + rule.forMs
      return { ...rule, id: `fault_${this.named}`, dice: new Dice(rule.seed), chances: 0, fired: 0, until }
    })
    this.faults.push(...added)
    return added.map((fault) => fault.id)
  }

  clear(): void {
    this.faults = []
  }

  /** True when a fault of this kind could strike: lets callers skip work on the fast path. */
  has(kind: FaultKind): boolean {
    return this.faults.some((fault) => fault.kind === kind)
  }

  /** Throws the dice of every rule that fits, in the order they were set; the first that strikes is the answer. */
  strike(kind: FaultKind, subject: string, account: string): Fault | undefined {
    if (this.faults.length === 0) return undefined
    for (const fault of this.faults) {
      if (!fits(fault, kind, subject, account) || this.clock() >= fault.until) continue
      if (fault.times !== undefined && fault.fired >= fault.times) continue
      fault.chances += 1
      if (fault.dice.next() >= fault.rate) continue
      return fault
    }
    return undefined
  }

  /** Counts a strike. Apart from `strike`, so that a fault which found nothing to spoil is not counted. */
  count(fault: Fault): void {
    fault.fired += 1
    this.totals.set(fault.kind, (this.totals.get(fault.kind) ?? 0) + 1)
  }

  /** Strikes and counts in one. */
  fire(kind: FaultKind, subject: string, account: string): Fault | undefined {
    const fault = this.strike(kind, subject, account)
    if (fault !== undefined) this.count(fault)
    return fault
  }

  report(): { rules: unknown[]; totals: Record<string, number> } {
    const rules = this.faults.map(({ dice: _, until, ...rule }) => ({ ...rule, over: this.clock() >= until }))
    return { rules, totals: Object.fromEntries(this.totals) }
  }
}

function fits(fault: Fault, kind: FaultKind, subject: string, account: string): boolean {
  if (fault.kind !== kind) return false
  if (fault.account !== undefined && fault.account !== account) return false
  return matchesGlob(fault.on, subject)
}
