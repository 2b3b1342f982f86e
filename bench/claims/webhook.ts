import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { Page, Provider } from '@/lib/providers/port'
import { stateFrom } from '@/lib/providers/stripe/facts/facts-from-object'
import { verifyWebhook } from '@/lib/providers/stripe/verify-webhook'
import { inSql } from '@/lib/server/db/transaction'
import { drainInbox } from '@/lib/server/inbox/drain-inbox'
import { receiveEvent } from '@/lib/server/inbox/receive-event'
import { storeArrived } from '@/lib/server/inbox/store-events'
import { benchNow, type Field, type Ground, platformAccount, webhookSecret } from '../ground'
import { chargeAt } from '../material/charges'
import { expectCount, median, note, print, rate, scaled, takeTurns } from '../measure'
import { answerOf } from '../run-program'

const connections = 64
type Seen = { rate: number; p50: number; p99: number }
type Door = (body: Buffer, signature: string | null) => Promise<boolean>

/**
 * HTTP, signature and a durable row, 64 senders at once, from another process. Beside ours: one insert per request of
 * the plain body, which neither seals nor wants a job nor knows a tenant; and our own work without the grouping.
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('webhook')
  const pool = new pg.Pool({ connectionString: field.adminUrl, max: 12 })
  pool.on('error', () => {}) // a field that closes takes its connections along
  await pool.query('CREATE TABLE plain_inbox (id text PRIMARY KEY, received_at timestamptz DEFAULT now(), raw jsonb)')
  const events = scaled(12_000, 600)
  const waits: number[] = []
  const through = (door: Door, table: string) => async () => {
    await field.reset('inbox_event', 'person_ref', 'plain_inbox')
    const seen = await sendThrough(door, events)
    if (table === 'inbox_event') waits.push(seen.p99)
    await expectRows(field, table, events)
    return seen.rate
  }
  const seen = await takeTurns(5, {
    ours: through(ourDoor(field), 'inbox_event'),
    plain: through(plainDoor(pool), 'plain_inbox'),
  })
  const alone = await takeTurns(1, { alone: through(ungrouped(field), 'inbox_event') })
  await pool.end()
  const shared = { value: seen.ours, unit: 'events/s' }
  print({ name: 'webhook vs one insert per request', ...shared, baseline: seen.plain, target: { ratioAtLeast: 1.4 } })
  print({ name: 'webhook vs the same work, a commit per request', ...shared, baseline: alone.alone })
  const p99 = median(waits.slice(0, 5))
  print({ name: 'webhook p99 at 64 connections', value: p99, unit: 'ms', target: { atMost: 100 } })
  await drain(field, events)
  await field.close()
}

function ourDoor({ db }: Field): Door {
  return async (body, signature) => (await receiveEvent(db, body, signature)).ok
}

function plainDoor(pool: pg.Pool): Door {
  return async (body, signature) => {
    const verdict = verifyWebhook(body, signature, [webhookSecret], new Date(), platformAccount)
    if (!verdict.ok || !('event' in verdict.body)) return false
    const { event } = verdict.body
    const insert = 'INSERT INTO plain_inbox (id, raw) VALUES ($1, $2) ON CONFLICT DO NOTHING'
    await pool.query(insert, [event.id, body.toString()])
    return true
  }
}

function ungrouped({ ctx }: Field): Door {
  return async (body, signature) => {
    const verdict = verifyWebhook(body, signature, [webhookSecret], new Date(), platformAccount)
    if (!verdict.ok || !('event' in verdict.body)) return false
    const { event } = verdict.body
    await inSql(ctx, (sql) => storeArrived(sql, ctx, [{ event, body }]))
    return true
  }
}

async function sendThrough(door: Door, events: number): Promise<Seen> {
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => door(body, request.headers['stripe-signature']?.toString() ?? null))
      .then((ok) => response.writeHead(ok ? 200 : 400).end())
      .catch((error: unknown) => {
        note(String(error))
        response.writeHead(500).end()
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const args = [url, webhookSecret, 0, events, connections]
  const seen = await answerOf<Seen>('bench/programs/send-webhooks.ts', args)
  await new Promise((resolve) => server.close(resolve))
  return seen
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** From the inbox to stored objects, with a provider that answers at once: our side of the work alone. */
async function drain(field: Field, events: number): Promise<void> {
  await field.reset('inbox_event', 'person_ref')
  await sendThrough(ourDoor(field), events)
  const figure = await rate(events, () => drainInbox(field.ctx, instantProvider()))
  const { rows } = await field.admin.query<{ n: string }>(`SELECT count(*) AS n FROM inbox_event WHERE state = 'done'`)
  expectCount('events worked off', BigInt(rows[0]?.n ?? 0), events)
  print({ name: 'inbox drained in sets, objects read anew and stored', value: figure, unit: 'events/s' })
}

function instantProvider(): Provider {
  const empty: Page<never> = { items: [], unsound: [], next: null, observedAt: benchNow }
  const reading = { livemode: false, accountId: platformAccount, isPlatform: true, observedAt: benchNow }
  const answers: Partial<Provider> = {
    name: 'stripe',
    livemode: false,
    platformAccountId: platformAccount,
    listBalanceTransactions: async () => empty,
    retrieveObject: async ({ objectId }) => {
      const charge = { ...chargeAt(0, 1), id: objectId }
      return { state: 'found', found: stateFrom(charge, reading) }
    },
  }
  return answers as Provider
}

async function expectRows({ admin }: Field, table: string, count: number): Promise<void> {
  const { rows } = await admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)
  expectCount(table, BigInt(rows[0]?.n ?? 0), count)
}
