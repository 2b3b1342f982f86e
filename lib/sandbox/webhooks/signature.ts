import { createHmac } from 'node:crypto'

/** The `Stripe-Signature` header: the second, then one HMAC-SHA256 over `second.body` for every secret in force. */
export function signatureOf(body: string, secrets: readonly string[], second: number): string {
  const marks = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${second}.${body}`).digest('hex')}`)
  return [`t=${second}`, ...marks].join(',')
}
