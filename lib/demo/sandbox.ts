import { start } from './processes'

export type Sandbox = { port: number; controlPort: number; apiKey: string; platform: string; exited: Promise<number> }

/** Starts the local Stripe as a program of its own; resolves when its world stands where it should. */
export async function startSandbox(args: string[], say: (line: string) => void): Promise<Sandbox> {
  // Its first word is meant for the program: ports and a key.
  const told = (line: string) => (line.startsWith('{') ? undefined : say(line))
  const { firstLine, exited } = start('tsx', ['lib/sandbox/main.ts', ...args], {}, told)
  return { ...(JSON.parse(await firstLine) as Omit<Sandbox, 'exited'>), exited }
}

/** A word to the sandbox's control port. */
export async function control<T>(sandbox: Sandbox, method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${sandbox.controlPort}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

type BookLine = { seq: number; type: 'book_entry' | 'fee_contract'; body: Record<string, unknown> }

/** Hands the platform's own books to the product's public API, as the platform's systems would. Returns the last seq. */
export async function feedBooks(
  sandbox: Sandbox,
  webUrl: string,
  apiKey: string,
  afterSeq: number,
  say: (line: string) => void,
): Promise<number> {
  let after = afterSeq
  let entries = 0
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${sandbox.controlPort}/books?after=${after}&limit=5000`)
    const lines = (await response.text())
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as BookLine)
    const last = lines.at(-1)
    if (!last) return after
    await post(
      `${webUrl}/api/v1/fee-contracts`,
      apiKey,
      lines.filter((line) => line.type === 'fee_contract'),
    )
    await post(
      `${webUrl}/api/v1/book-entries`,
      apiKey,
      lines.filter((line) => line.type === 'book_entry'),
    )
    after = last.seq
    entries += lines.length
    say(`books: ${entries} lines handed over`)
  }
}

async function post(url: string, apiKey: string, lines: BookLine[]): Promise<void> {
  if (lines.length === 0) return
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(lines.map((line) => line.body)),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 2000)}`)
}
