import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '@/lib/server/context'
import { receiveEvent } from '@/lib/server/inbox/receive-event'
import { control } from '../../sandbox'
import { webhookSecret } from './marketplace'
import type { World } from './world'

type Queue = { id: string; queued: number; inFlight: number; waiting: number; givenUp: number }
export type Door = {
  /** Resolves when everything that was sent has been taken; throws when something was given up. */
  quiet(): Promise<void>
  close(): Promise<void>
}

/** The webhook's address: what the web server's route does, without the web server. */
export async function openDoor(world: World, db: Db): Promise<Door> {
  const server = createServer(async (request, response) => {
    const signature = request.headers['stripe-signature']
    const receipt = await receiveEvent(
      db,
      await bytesOf(request),
      typeof signature === 'string' ? signature : null,
    ).catch(() => null)
    response.writeHead(receipt === null ? 500 : receipt.ok ? 200 : 400).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/stripe/webhook`
  const ids: string[] = []
  for (const connect of [true, false]) {
    const retry = { attempts: 30, firstMs: 100, maxMs: 1000 }
    const endpoint = { url, secrets: [webhookSecret], connect, retry }
    ids.push((await control<{ id: string }>(world, 'POST', '/webhooks', endpoint)).id)
  }
  return {
    quiet: async () => {
      while (!(await isQuiet(world, ids))) await sleep(50)
    },
    close: async () => {
      for (const id of ids) await fetch(`http://127.0.0.1:${world.controlPort}/webhooks/${id}`, { method: 'DELETE' })
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function isQuiet(world: World, ids: string[]): Promise<boolean> {
  const { endpoints } = await control<{ endpoints: Queue[] }>(world, 'GET', '/webhooks')
  const mine = endpoints.filter(({ id }) => ids.includes(id))
  const lost = mine.reduce((sum, { givenUp }) => sum + givenUp, 0)
  if (lost > 0) throw new Error(`${lost} webhooks were given up`)
  return mine.every(({ queued, inFlight, waiting }) => queued + inFlight + waiting === 0)
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
