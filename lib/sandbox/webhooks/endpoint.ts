/** Where events go. A `connect` endpoint hears the sellers' accounts, any other only the platform's own. */
export type Endpoint = {
  url: string
  /** Two while a secret is rolled: every delivery is signed with each. */
  secrets: string[]
  connect: boolean
  /** Event types, `*` for anything. */
  events: string[]
  /** One delivery at a time, retries included; otherwise `concurrency` at once, in any order. */
  ordered: boolean
  concurrency: number
  timeoutMs: number
  retry: { attempts: number; firstMs: number; maxMs: number }
}

export type Parsed = { ok: true; endpoint: Endpoint } | { ok: false; message: string }

const DEFAULTS = {
  connect: false,
  events: ['*'],
  ordered: false,
  concurrency: 8,
  timeoutMs: 10_000,
  retry: { attempts: 8, firstMs: 250, maxMs: 30_000 },
}

const checks: Record<string, (value: unknown) => boolean> = {
  url: (value) => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value),
  secrets: (value) => isTexts(value) && value.length > 0,
  connect: isFlag,
  events: (value) => isTexts(value) && value.length > 0,
  ordered: isFlag,
  concurrency: (value) => isCount(value) && value <= 64,
  timeoutMs: isCount,
  retry: (value) => isRecord(value) && Object.keys(value).every((key) => key in DEFAULTS.retry && isCount(value[key])),
}

/** Reads an endpoint as the control port gets it; `before` is the endpoint being changed. */
export function parseEndpoint(body: unknown, before?: Endpoint): Parsed {
  if (!isRecord(body)) return { ok: false, message: 'must be an object' }
  const known = Object.keys(checks)
  for (const [field, value] of Object.entries(body)) {
    const check = checks[field]
    if (check === undefined) return { ok: false, message: `${field}: unknown field; known are ${known.join(', ')}` }
    if (!check(value)) return { ok: false, message: `${field}: ${JSON.stringify(value)} is not allowed` }
  }
  const base = before ?? DEFAULTS
  const given = body as Partial<Endpoint>
  const endpoint = { ...base, ...given, retry: { ...base.retry, ...given.retry } }
  if (endpoint.url === undefined || endpoint.secrets === undefined)
    return { ok: false, message: 'url and secrets are required' }
  return { ok: true, endpoint: endpoint as Endpoint }
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
