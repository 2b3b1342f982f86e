import type { Entry, Leg } from './facts'
import type { Evidence, Finding, FindingKind } from './finding'
import type { ReconPolicy } from './policy'

/** What a rule has to say about one object; the desk adds what every finding shares. */
export type Draft = Omit<Finding, 'evidence' | 'until' | 'part' | 'root'> & {
  evidence: Omit<Evidence, 'policyVersion'>
  until?: Date
  root?: string
}

/** Collects the findings of one family and the next instant at which a clock runs out. */
export type Desk = {
  readonly policy: ReconPolicy
  readonly now: Date
  report(draft: Draft): void
  /** True while `end` ≥ now; the family is looked at again as soon as it is over. */
  stillInTime(end: Date): boolean
  findings(): Finding[]
  recheckAt(): Date | null
}

export function openDesk(policy: ReconPolicy, now: Date, rootOf: (object: string) => string): Desk {
  const found = new Map<string, Finding>()
  let next: number | null = null
  return {
    policy,
    now,
    report: (draft) => {
      if (draft.amountMinor <= 0n) return
      const finding = complete(draft, policy, rootOf)
      const key = `${finding.kind}|${finding.account}|${finding.object}|${finding.currency}`
      const twin = found.get(key)
      // One kind per object, account and currency: the larger amount stands for both.
      if (!twin || twin.amountMinor < finding.amountMinor) found.set(key, finding)
    },
    stillInTime: (end) => {
      const inTime = end.getTime() >= now.getTime()
      if (inTime) next = Math.min(next ?? Number.POSITIVE_INFINITY, end.getTime() + 1)
      return inTime
    },
    findings: () => [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding),
    recheckAt: () => (next === null ? null : new Date(next)),
  }
}

function complete(draft: Draft, policy: ReconPolicy, rootOf: (object: string) => string): Finding {
  return {
    ...draft,
    until: draft.until ?? null,
    part: null,
    root: draft.root ?? rootOf(draft.object),
    evidence: { ...draft.evidence, policyVersion: policy.version },
  }
}

export function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms)
}

/** What a finding about a Stripe object starts from. */
export function aboutLeg(kind: FindingKind, leg: Leg) {
  return {
    kind,
    object: leg.objectId,
    account: leg.account,
    seller: leg.seller,
    currency: leg.currency,
    amountMinor: leg.amountMinor,
    occurredAt: leg.created,
  }
}

/** What a finding about a book entry starts from; its family is that of the object it names. */
export function aboutEntry(kind: FindingKind, entry: Entry, rootOf: (object: string) => string) {
  return {
    kind,
    object: entry.reference,
    account: entry.account,
    seller: entry.seller,
    currency: entry.currency,
    amountMinor: entry.amountMinor,
    occurredAt: entry.occurredAt,
    root: entry.objectId === null ? entry.id : rootOf(entry.objectId),
  }
}
