import { control, type Sandbox, startSandbox } from '../../sandbox'

export type BookLine = { seq: number; type: 'book_entry' | 'fee_contract'; body: Record<string, unknown> }
export type FaultRule = { kind: string; on?: string; rate?: number; times?: number; [option: string]: unknown }
export type World = Sandbox & {
  apiUrl: string
  iso(): Promise<string>
  /** Lives on by so many hours. */
  live(hours: number): Promise<void>
  /** What the platform has written into its books so far. */
  books(afterSeq?: number): Promise<BookLine[]>
  fault(rules: FaultRule | FaultRule[]): Promise<void>
  /** Takes all faults away. */
  heal(): Promise<void>
  /** How often each kind of fault has struck since the start. */
  struck(): Promise<Record<string, number>>
  get<T>(path: string, account?: string): Promise<T>
}
export type Size = { seed?: number; sellers?: number; days?: number; plantRate?: number }

/** A marketplace in the sandbox, as a program of its own, standing at the end of its days. */
export async function startWorld({ seed = 11, sellers = 40, days = 20, plantRate = 0.03 }: Size = {}): Promise<World> {
  const size = { seed, sellers, days, 'plant-rate': plantRate, port: 0, 'control-port': 0, rate: 0 }
  const args = Object.entries(size).flatMap(([name, value]) => [`--${name}`, String(value)])
  const sandbox = await startSandbox([...args, '--fill'], () => {})
  const apiUrl = `http://127.0.0.1:${sandbox.port}`
  return {
    ...sandbox,
    apiUrl,
    iso: async () => (await control<{ iso: string }>(sandbox, 'GET', '/now')).iso,
    live: async (hours) => void (await control(sandbox, 'POST', '/step', { hours })),
    books: (afterSeq = 0) => readBooks(sandbox, afterSeq),
    fault: async (rules) => void (await control(sandbox, 'POST', '/faults', { rules: [rules].flat() })),
    heal: async () => {
      await fetch(`http://127.0.0.1:${sandbox.controlPort}/faults`, { method: 'DELETE' })
    },
    struck: async () => (await control<{ totals: Record<string, number> }>(sandbox, 'GET', '/faults')).totals,
    get: async <T>(path: string, account?: string) => {
      const headers = { authorization: `Bearer ${sandbox.apiKey}`, ...(account ? { 'stripe-account': account } : {}) }
      const response = await fetch(`${apiUrl}${path}`, { headers })
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as T
    },
  }
}

async function readBooks({ controlPort }: Sandbox, afterSeq: number): Promise<BookLine[]> {
  const lines: BookLine[] = []
  for (;;) {
    const after = lines.at(-1)?.seq ?? afterSeq
    const response = await fetch(`http://127.0.0.1:${controlPort}/books?after=${after}&limit=5000`)
    const page = (await response.text()).split('\n').filter(Boolean)
    if (page.length === 0) return lines
    lines.push(...page.map((line) => JSON.parse(line) as BookLine))
  }
}
