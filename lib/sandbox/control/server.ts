import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { closeServer, listen } from '../http/server'
import { type Ask, type Desk, routes, type Told } from './routes'

const MAX_BODY_BYTES = 1_048_576

export type ControlServer = { port: number; close: () => Promise<void> }

/** Starts the control port on the loopback. It has no key: whoever is on this machine may turn the world. */
export async function startControlServer(desk: Desk, port = 0): Promise<ControlServer> {
  const server = createServer((incoming, response) => {
    serve(desk, incoming, response).catch((error: unknown) => {
      process.stderr.write(`sandbox control: ${error instanceof Error ? error.stack : String(error)}\n`)
      write(response, { status: 500, body: { error: 'the control port failed' } })
    })
  })
  const bound = await listen(server, port)
  return { port: bound, close: () => closeServer(server) }
}

async function serve(desk: Desk, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page in a browser must not be able to reach in through the loopback.
  if (incoming.headers.origin !== undefined)
    return write(response, { status: 403, body: { error: 'not from a browser' } })
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  const [, name = '', id = ''] = url.pathname.split('/')
  const route = routes[`${incoming.method} /${name}${id === '' ? '' : '/:id'}`]
  if (route === undefined) {
    return write(response, { status: 404, body: { error: 'unknown', known: Object.keys(routes) } })
  }
  const body = await read(incoming)
  if (!body.ok) return write(response, { status: 400, body: { error: body.message } })
  const ask: Ask = { query: url.searchParams, body: body.value, id }
  write(response, await route(desk, ask))
}

async function read(incoming: IncomingMessage): Promise<{ ok: true; value: unknown } | { ok: false; message: string }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return { ok: false, message: 'body too large' }
    chunks.push(chunk)
  }
  if (size === 0) return { ok: true, value: undefined }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { ok: false, message: 'body is not JSON' }
  }
}

function write(response: ServerResponse, told: Told): void {
  const isText = 'text' in told
  response.writeHead(told.status, { 'content-type': isText ? 'application/x-ndjson' : 'application/json' })
  response.end(isText ? told.text : JSON.stringify(told.body))
}
