import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from '../faults/fault-board'
import { ApiFailure, invalidRequest, rateLimited, serverError } from '../wire/failure'
import { parseForm } from '../wire/form'
import { type Reply, send, sendHalf } from '../wire/reply'
import { type Answering, answer } from './answer'
import { accountOf, requireKey } from './credentials'
import type { IdempotencyKeys, StoredReply } from './idempotency'
import { isFile } from './reports'
import type { ServerStats } from './server-stats'
import type { TokenBucket } from './token-bucket'

export type Exchange = Answering & {
  bucket: TokenBucket
  keys: IdempotencyKeys
  stats: ServerStats
  onWrite?: () => void
}
type Request = {
  method: string
  path: string
  query: string
  account: string
  requestId: string
  subject: string
  key: string | undefined
}

const MAX_BODY_BYTES = 1_048_576
const SILENCE_MS = 30_000

/** One request from its first byte to its last: faults, key, rate, account, idempotency, answer. */
export async function exchange(door: Exchange, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = `req_${randomBytes(10).toString('base64url').replace(/[-_]/g, 'x')}`
  const { method = 'GET', url = '/' } = incoming
  const [path = '/', query = ''] = url.split('?', 2)
  const subject = `${method} ${path}`
  const outage = door.board.fire('outage', subject, headerOf(incoming, 'stripe-account') ?? door.world.platform)
  if (outage !== undefined) return refuse(door, outage, response, requestId)
  let reply: Reply
  let account = door.world.platform
  try {
    const body = method === 'POST' ? await read(incoming) : ''
    requireKey(incoming.headers, door.apiKey)
    if (!door.bucket.take()) throw rateLimited()
    account = accountOf(incoming.headers, door.world.platform, (id) => door.connected.has(id), door.apiKey)
    const key = method === 'POST' ? headerOf(incoming, 'idempotency-key') : undefined
    reply = await answerOnce(door, { method, path, query, account, requestId, subject, key }, body)
  } catch (error) {
    reply = failed(error, requestId)
  }
  door.journal?.flush()
  const headers = { ...echoed(incoming, requestId), ...reply.headers }
  door.stats.count(subject, reply.status)
  await deliver(door, response, { ...reply, headers }, subject, account)
}

/** Runs the request, or replays what its idempotency key already gave. A key is held while its request waits. */
async function answerOnce(door: Exchange, request: Request, body: string): Promise<Reply> {
  const { method, path, query, account, requestId, subject, key } = request
  const form = join(query, body)
  if (key === undefined) {
    await spoilBefore(door, subject, account)
    const text = answer(door, { method, path, account, params: parseForm(form) })
    return isFile(path)
      ? { status: 200, body: text, headers: { 'content-type': 'text/csv' } }
      : { status: 200, body: text }
  }
  const kept = door.keys.claim(account, key, subject, form)
  try {
    await spoilBefore(door, subject, account)
    if (kept !== undefined) return replayed(kept)
    const text = answer(door, { method, path, account, params: parseForm(form) })
    door.keys.keep(account, key, { status: 200, body: text, requestId })
    return { status: 200, body: text, headers: { 'original-request': requestId } }
  } catch (error) {
    const reply = failed(error, requestId)
    if (kept === undefined && hadBegun(error))
      door.keys.keep(account, key, { status: reply.status, body: reply.body, requestId })
    else door.keys.release(account, key)
    return reply
  }
}

function replayed(kept: StoredReply): Reply {
  const headers = { 'idempotent-replayed': 'true', 'original-request': kept.requestId }
  return { status: kept.status, body: kept.body, headers }
}

/** Stripe remembers what an endpoint answered once it ran, not a refusal of its parameters. */
function hadBegun(error: unknown): boolean {
  if (!(error instanceof ApiFailure)) return false
  const code = error.body.code ?? ''
  return code !== '' && !code.startsWith('parameter_') && code !== 'resource_missing' && error.status !== 429
}

async function spoilBefore(door: Exchange, subject: string, account: string): Promise<void> {
  const delay = door.board.fire('delay', subject, account)
  if (delay !== undefined) await pause(delay.delayMs ?? 250)
  if (door.board.fire('rate_limit', subject, account) !== undefined) throw rateLimited()
  if (door.board.fire('server_error', subject, account) !== undefined) throw serverError()
}

async function deliver(
  door: Exchange,
  response: ServerResponse,
  reply: Reply,
  subject: string,
  account: string,
): Promise<void> {
  const silence = subject.startsWith('POST ') ? door.board.fire('timeout_after_write', subject, account) : undefined
  if (silence !== undefined) {
    await pause(silence.delayMs ?? SILENCE_MS, undefined, { ref: false })
    response.destroy()
    return
  }
  if (door.board.fire('half_body', subject, account) !== undefined) return sendHalf(response, reply)
  send(response, reply)
}

function refuse(door: Exchange, outage: Fault, response: ServerResponse, requestId: string): void {
  door.stats.count('outage', 503)
  if (outage.mode === 'reset') {
    response.destroy()
    return
  }
  const body = new ApiFailure(503, { type: 'api_error', message: 'Stripe is temporarily unavailable.' }).json(requestId)
  send(response, { status: 503, body, headers: { 'request-id': requestId } })
}

function failed(error: unknown, requestId: string): Reply {
  const failure = error instanceof ApiFailure ? error : serverError()
  if (failure !== error) process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`)
  return { status: failure.status, body: failure.json(requestId), headers: failure.headers }
}

function echoed(incoming: IncomingMessage, requestId: string): Record<string, string> {
  const headers: Record<string, string> = {
    'request-id': requestId,
    'stripe-version': headerOf(incoming, 'stripe-version') ?? API_VERSION,
  }
  for (const name of ['stripe-account', 'idempotency-key']) {
    const value = headerOf(incoming, name)
    if (value !== undefined) headers[name] = value
  }
  return headers
}

const API_VERSION = '2026-10-28.endive'

function headerOf(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function join(query: string, body: string): string {
  return query === '' || body === '' ? query + body : `${query}&${body}`
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw invalidRequest('Request body too large.', { status: 413 })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
