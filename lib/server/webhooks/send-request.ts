import { lookup } from 'node:dns/promises'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP } from 'node:net'
import { isLoopback, isPublicAddress } from '@/lib/domain/events/address-guard'

/** What an endpoint answered, or why there is no answer. */
export type Answer = { status: number; error: null } | { status: null; error: string }

const timeoutMs = 10_000
/** Of an answer no more is read: what it says interests nobody. */
const mostBytes = 4_096

/**
 * Posts a message to an address that was looked up and looked at just now, and connects to that very address: a name that
 * leads elsewhere a moment later leads nowhere. Redirects are not followed. `local`: this machine may be sent to.
 */
export async function sendRequest(
  target: string,
  body: string,
  headers: Record<string, string>,
  local: boolean,
): Promise<Answer> {
  const url = new URL(target)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found =
    isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true }).catch(() => [])
  const [first] = found
  if (!first) return { status: null, error: 'the name of the host is not known' }
  const isAllowed = ({ address }: { address: string }) =>
    isPublicAddress(address) || (local && isLoopback(address) && isLoopback(host))
  if (!found.every(isAllowed)) return { status: null, error: 'the host lies in a private network' }
  const request = url.protocol === 'https:' ? overHttps : overHttp
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: null, error: wordsOf(error) })
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // What was looked at is what is connected to.
      lookup: (_name, options, done) =>
        options.all
          ? done(null, [{ address: first.address, family: first.family }])
          : done(null, first.address, first.family),
      signal: AbortSignal.timeout(timeoutMs),
    })
    sent.on('error', fail)
    sent.on('response', (response) => {
      let read = 0
      response.on('error', fail)
      response.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read > mostBytes) response.destroy()
      })
      response.on('close', () => resolve({ status: response.statusCode ?? 0, error: null }))
    })
    sent.end(body)
  })
}

function wordsOf(error: Error): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer within ten seconds'
  const code = 'code' in error ? String(error.code) : ''
  return `the connection failed${code === '' ? '' : ` (${code})`}`
}
