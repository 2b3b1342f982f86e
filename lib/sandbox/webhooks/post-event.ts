import { type Agent, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Endpoint } from './endpoint'
import { signatureOf } from './signature'

/** Sends one signed event. True when the receiver answered 2xx in time. The signature bears the real clock. */
export function postEvent(endpoint: Endpoint, agent: Agent | undefined, body: string): Promise<boolean> {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'stripe-signature': signatureOf(body, endpoint.secrets, Math.floor(Date.now() / 1000)),
  }
  const isHttps = endpoint.url.startsWith('https:')
  const request = isHttps ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(endpoint.timeoutMs)
    const sent = request(
      endpoint.url,
      { method: 'POST', headers, signal, ...(isHttps ? {} : { agent }) },
      (response) => {
        const { statusCode = 0 } = response
        response.resume()
        response.once('close', () => resolve(response.complete && statusCode >= 200 && statusCode < 300))
      },
    )
    sent.once('error', () => resolve(false))
    sent.end(body)
  })
}
