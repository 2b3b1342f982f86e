import { db } from '@/lib/server/db/client'
import { type ReceiptRefusal, receiveEvent } from '@/lib/server/inbox/receive-event'
import { readBody } from './read-body'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

const sentences: Record<ReceiptRefusal, string> = {
  signature_missing: 'The Stripe-Signature header is missing.',
  signature_malformed: 'The Stripe-Signature header is not of the form t=…,v1=….',
  signature_wrong: 'No connection has a webhook secret that signs this body.',
  signature_old: 'The signature is more than 300 seconds old.',
  signature_future: 'The signature lies more than 300 seconds in the future.',
  too_large: 'The body is larger than an event can be.',
}

/** Verifies, then stores once in the inbox. No work happens here. */
export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request)
  if (body === null) return refuse('too_large')
  const receipt = await receiveEvent(db(), body, request.headers.get('stripe-signature'))
  return receipt.ok ? Response.json({ received: true, quarantined: receipt.quarantined }) : refuse(receipt.reason)
}

function refuse(reason: ReceiptRefusal): Response {
  return Response.json({ error: reason, message: sentences[reason] }, { status: reason === 'too_large' ? 413 : 400 })
}
