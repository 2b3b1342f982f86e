import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

type ListAnswer = { data: { id: string }[]; has_more: boolean }

export type Sandbox = {
  apiUrl: string
  apiKey: string
  platform: string
  controlPort: number
  now(): Promise<Date>
  get(path: string, account?: string): Promise<ListAnswer>
  control(method: string, path: string, body?: unknown): Promise<unknown>
  stop(): Promise<void>
}

/** The sandbox as the product meets it: a process on a port. It is never imported. */
export async function startSandbox(args: readonly string[], seed = 1): Promise<Sandbox> {
  const command = [
    'lib/sandbox/main.ts',
    '--seed',
    String(seed),
    '--port',
    '0',
    '--control-port',
    '0',
    '--fill',
    ...args,
  ]
  const child = spawn('node_modules/.bin/tsx', command, { stdio: ['ignore', 'pipe', 'ignore'] })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)))
  })
  const { port, controlPort, apiKey, platform } = JSON.parse(line) as Record<string, string>
  const apiUrl = `http://127.0.0.1:${port}`
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const options =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, options)
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return response.json()
  }
  return {
    apiUrl,
    apiKey: String(apiKey),
    platform: String(platform),
    controlPort: Number(controlPort),
    now: async () => new Date(((await control('GET', '/now')) as { worldNow: number }).worldNow * 1000),
    get: async (path, account) => {
      const headers = { authorization: `Bearer ${apiKey}`, ...(account ? { 'stripe-account': account } : {}) }
      return (await (await fetch(`${apiUrl}${path}`, { headers })).json()) as ListAnswer
    },
    control,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}
