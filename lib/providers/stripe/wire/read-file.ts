import http from 'node:http'
import https from 'node:https'
import { ProviderRefused, ProviderUnavailable } from '../../errors'
import type { StripeOptions } from './stripe-connection'

/**
 * A file of Stripe's, as it arrives. The address is made here of the file's id: the one in Stripe's answer is not followed,
 * so that the key goes nowhere else. Files lie on a host of their own beside the API.
 */
export async function* readFile(
  { apiUrl, apiKey, platformAccountId, timeoutMs = 20_000 }: StripeOptions,
  accountId: string,
  fileId: string,
): AsyncGenerator<Uint8Array> {
  const url = new URL(`/v1/files/${encodeURIComponent(fileId)}/contents`, apiUrl)
  if (url.hostname === 'api.stripe.com') url.hostname = 'files.stripe.com'
  const headers: Record<string, string> = { authorization: `Bearer ${apiKey}` }
  if (accountId !== platformAccountId) headers['stripe-account'] = accountId
  const response = await open(url, headers, timeoutMs)
  const { statusCode = 0 } = response
  if (statusCode !== 200) {
    response.destroy()
    const message = `Stripe answered ${statusCode} for the report's file`
    // A file that is gone, or that the key may not read, stays so; anything else may pass.
    if ([400, 403, 404, 410].includes(statusCode)) throw new ProviderRefused('file_refused', message, null, statusCode)
    throw new ProviderUnavailable(message)
  }
  try {
    for await (const chunk of response) yield chunk as Buffer
  } catch (error) {
    throw new ProviderUnavailable(
      `A report's file broke off: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  if (!response.complete) throw new ProviderUnavailable(`A report's file ended before it was whole`)
}

function open(url: URL, headers: Record<string, string>, timeoutMs: number): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? http : https).get(url, { headers, timeout: timeoutMs })
    request.once('timeout', () => request.destroy(new Error('no answer in time')))
    request.once('error', (error) => reject(new ProviderUnavailable(`Stripe did not answer: ${error.message}`)))
    request.once('response', resolve)
  })
}
