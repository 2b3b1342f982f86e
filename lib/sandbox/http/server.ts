import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FaultBoard } from '../faults/fault-board'
import { ListGaps } from '../faults/page-faults'
import { ConnectedAccounts } from '../listing/connected-accounts'
import { FieldIndex } from '../listing/field-index'
import { lookupOf } from '../listing/lookup'
import { ReportRuns } from '../reports/report-runs'
import type { World } from '../world/world'
import type { WriteJournal } from './answer'
import { type Exchange, exchange } from './exchange'
import { IdempotencyKeys, type KeptKey } from './idempotency'
import { ServerStats } from './server-stats'
import { TokenBucket } from './token-bucket'

export type ApiOptions = {
  world: World
  apiKey: string
  port?: number
  requestsPerSecond?: number
  board?: FaultBoard
  journal?: WriteJournal
  /** Keys that were used before a restart. */
  kept?: readonly KeptKey[]
}
export type ApiServer = {
  port: number
  board: FaultBoard
  bucket: TokenBucket
  stats: ServerStats
  close: () => Promise<void>
}

/** Starts the Stripe-compatible server on the loopback. Port 0 takes a free one. */
export async function startApiServer(options: ApiOptions): Promise<ApiServer> {
  const { world, apiKey, port = 0, requestsPerSecond = 0, board = new FaultBoard(), journal } = options
  const index = new FieldIndex(world.store)
  const connected = new ConnectedAccounts(world)
  const door: Exchange = {
    world,
    apiKey,
    board,
    index,
    lookup: lookupOf(world, index),
    gaps: new ListGaps(board),
    bucket: new TokenBucket(requestsPerSecond),
    keys: new IdempotencyKeys(
      () => world.now,
      options.kept,
      (kept) => journal?.keep(kept),
    ),
    stats: new ServerStats(),
    ...(journal === undefined ? {} : { journal }),
    connected,
    reports: new ReportRuns(world, connected),
  }
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    exchange(door, incoming, response).catch(() => response.destroy())
  })
  const bound = await listen(server, port)
  return { port: bound, board, bucket: door.bucket, stats: door.stats, close: () => closeServer(server) }
}

/** Listens on the loopback only. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

/** Stops at once: open connections are cut. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
