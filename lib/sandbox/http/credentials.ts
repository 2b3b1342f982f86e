import type { IncomingHttpHeaders } from 'node:http'
import { ApiFailure, invalidRequest } from '../wire/failure'

const ASK = { 'www-authenticate': 'Basic realm="Stripe"' }

/** Refuses a request whose key, as Bearer or as Basic's user name, is not the server's. */
export function requireKey(headers: IncomingHttpHeaders, apiKey: string): void {
  const given = keyOf(headers.authorization)
  if (given === undefined) {
    const message =
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."
    throw new ApiFailure(401, { type: 'invalid_request_error', message }, ASK)
  }
  if (given !== apiKey) {
    const body = { type: 'invalid_request_error', message: `Invalid API Key provided: ${masked(given)}` }
    throw new ApiFailure(401, body, ASK)
  }
}

/** The account a request speaks for: the platform, or the connected one that a header names. */
export function accountOf(
  headers: IncomingHttpHeaders,
  platform: string,
  isConnected: (id: string) => boolean,
  apiKey: string,
): string {
  const named = headers['stripe-account'] ?? headers['stripe-context']
  if (named === undefined || named === '' || named === platform) return platform
  const id = String(named)
  if (!isConnected(id)) throw noAccess(id, apiKey)
  return id
}

export function noAccess(account: string, apiKey: string): ApiFailure {
  const message = `The provided key '${masked(apiKey)}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`
  return invalidRequest(message, { code: 'account_invalid', status: 403 })
}

function keyOf(header: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (header ?? '').trim().split(/\s+/, 2)
  if (scheme.toLowerCase() === 'bearer') return value || undefined
  if (scheme.toLowerCase() !== 'basic') return undefined
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] || undefined
}

function masked(key: string): string {
  return key.length <= 12 ? `${key.slice(0, 3)}***` : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
}
