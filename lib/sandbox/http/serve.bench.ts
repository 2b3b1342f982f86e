import { Agent, get } from 'node:http'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { createWorld, runTo } from '../world/world'
import { startApiServer } from './server'

/**
 * How many balance transactions one process serves in a second, plain and with each source expanded. The caller walks all
 * pages of the platform from a thread of its own. The baseline is what Stripe itself allows: 100 requests of 100 rows.
 */
const STRIPE_ALLOWS = 10_000
const TARGET = 20_000
const SECONDS = 4
const CONNECTIONS = 4
const API_KEY = 'sk_test_bench'

type Order = { port: number; query: string }

async function measure(): Promise<void> {
  const world = createWorld({ seed: 1, sellers: 200, days: 30 })
  runTo(world, 30 * 24)
  const server = await startApiServer({ world, apiKey: API_KEY })
  for (const [name, query] of [
    ['sandbox: balance transactions served', ''],
    ['sandbox: balance transactions served, source expanded', '&expand[]=data.source'],
  ]) {
    await walkFor(1, server.port, query ?? '')
    const value = Math.round(await walkFor(SECONDS, server.port, query ?? ''))
    const ratio = Number((value / STRIPE_ALLOWS).toFixed(2))
    const line = { name, value, unit: 'rows/s', baseline: STRIPE_ALLOWS, ratio, target: TARGET, ok: value >= TARGET }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
  await server.close()
}

/** Rows a second, as the walking thread counted them. */
function walkFor(seconds: number, port: number, query: string): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { port, query, seconds } })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

async function walk({ port, query, seconds }: Order & { seconds: number }): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const end = performance.now() + seconds * 1000
  let rows = 0
  const lanes = Array.from({ length: CONNECTIONS }, async () => {
    for (let after = ''; performance.now() < end; ) {
      const text = await fetchText(agent, port, `/v1/balance_transactions?limit=100${query}${after}`)
      const page = idsOf(text)
      rows += page.length
      after = page.length < 100 ? '' : `&starting_after=${page.at(-1)}`
    }
  })
  await Promise.all(lanes)
  agent.destroy()
  return rows / seconds
}

/** The rows' ids without parsing the page: the caller must not be what is measured. */
function idsOf(text: string): string[] {
  return [...text.matchAll(/"id":"(txn_\w+)","object":"balance_transaction"/g)].map((match) => match[1] ?? '')
}

function fetchText(agent: Agent, port: number, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${API_KEY}` }
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve(text))
    }).on('error', reject)
  })
}

if (isMainThread) await measure()
else parentPort?.postMessage(await walk(workerData))
