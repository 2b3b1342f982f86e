/** What can be made to go wrong. The first group strikes the API, the second the delivery of webhooks. */
export const faultKinds = [
  'duplicate_rows',
  'reorder_rows',
  'list_gap',
  'hostile_body',
  'delay',
  'rate_limit',
  'server_error',
  'timeout_after_write',
  'half_body',
  'outage',
  'event_never_sent',
  'event_duplicate',
  'event_reorder',
  'event_delay',
  'same_second',
] as const

export type FaultKind = (typeof faultKinds)[number]
export const hostileVariants = ['nul', 'lone_surrogate', 'huge_integer'] as const
export type HostileVariant = (typeof hostileVariants)[number]

export type FaultRule = {
  kind: FaultKind
  /** `METHOD /v1/path` for the API, an event type for webhooks; `*` stands for anything. */
  on: string
  /** Strikes only this account. */
  account?: string
  /** Strikes only this object (hostile bodies, rows left out). */
  object?: string
  /** Share of the chances that strike, 0 to 1. */
  rate: number
  /** Strikes at most so often. */
  times?: number
  /** How long a delay, a silence before a cut, or a held event lasts. */
  delayMs?: number
  /** How long an outage lasts; without it, until the faults are cleared. */
  forMs?: number
  /** An outage answers 503, or resets the connection. */
  mode?: 'unavailable' | 'reset'
  variant?: HostileVariant
  seed: number
}

export type Parsed = { ok: true; rules: FaultRule[] } | { ok: false; message: string }

/** Reads what the control port was sent: one rule, a list, or `{rules: […]}`. */
export function parseFaultRules(body: unknown): Parsed {
  const list = Array.isArray(body) ? body : isRecord(body) && Array.isArray(body.rules) ? body.rules : [body]
  const rules: FaultRule[] = []
  for (const [at, given] of list.entries()) {
    const complaint = complaintAbout(given)
    if (complaint !== undefined) return { ok: false, message: `rule ${at}: ${complaint}` }
    rules.push({ on: '*', rate: 1, seed: at + 1, ...(given as Partial<FaultRule> & { kind: FaultKind }) })
  }
  return { ok: true, rules }
}

const checks: Record<string, (value: unknown) => boolean> = {
  kind: (value) => faultKinds.some((kind) => kind === value),
  on: (value) => typeof value === 'string' && value !== '',
  account: (value) => typeof value === 'string',
  object: (value) => typeof value === 'string',
  rate: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  times: isCount,
  delayMs: isCount,
  forMs: isCount,
  mode: (value) => value === 'unavailable' || value === 'reset',
  variant: (value) => hostileVariants.some((variant) => variant === value),
  seed: isCount,
}

function complaintAbout(given: unknown): string | undefined {
  if (!isRecord(given)) return 'must be an object'
  if (given.kind === undefined) return `kind: one of ${faultKinds.join(', ')}`
  for (const [field, value] of Object.entries(given)) {
    const check = checks[field]
    if (check === undefined) return `${field}: unknown field`
    if (!check(value)) return `${field}: ${JSON.stringify(value)} is not allowed`
  }
  return undefined
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
