import { createHmac } from 'node:crypto'

/** The signature of a message (Standard Webhooks 1.0): over id, seconds and body, under the secret's bytes. */
export function signMessage(secret: string, id: string, atSeconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${atSeconds}.${body}`).digest('base64')}`
}
