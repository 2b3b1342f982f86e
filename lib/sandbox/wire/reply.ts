import type { ServerResponse } from 'node:http'

export type Reply = { status: number; body: string; headers?: Readonly<Record<string, string>> }

export function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, headersOf(reply))
  response.end(reply.body)
}

/** Promises the whole body, sends half of it and cuts the connection. */
export function sendHalf(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, headersOf(reply))
  const bytes = Buffer.from(reply.body)
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
}

function headersOf(reply: Reply): Record<string, string | number> {
  return { 'content-type': 'application/json', ...reply.headers, 'content-length': Buffer.byteLength(reply.body) }
}
