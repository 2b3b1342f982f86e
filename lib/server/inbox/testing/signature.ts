import { createHmac } from 'node:crypto'

/** A `Stripe-Signature` header as Stripe would send it, one v1 per secret. */
export function signatureOf(body: string | Buffer, secrets: readonly string[], at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const v1 = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex'))
  return [`t=${seconds}`, ...v1.map((hex) => `v1=${hex}`)].join(',')
}
