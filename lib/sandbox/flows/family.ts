import type { ChargeModel, Seller } from '../market/seller'
import type { Mutation } from '../truth/plant'

/** One seller's part of a cart: what the buyer paid for it and what the seller receives. */
export type CartLine = { seller: Seller; gross: number; net: number }

export type RefundPlan = {
  /** Seconds after the money has arrived. */
  after: number
  shape: 'full' | 'part' | 'twice'
  /** Which part of the captured amount (or of the cart's first line) a partial refund gives back, in percent. */
  percent: number
  /** The bank refuses the first refund, so many seconds later; the platform may pay the buyer once more after that. */
  failure: { after: number; again: number | null } | null
}

export type DisputePlan = {
  after: number
  decidedAfter: number
  won: boolean
  /** Which part of what is still with the seller is disputed. */
  percent: number
  /** When the platform takes its money back from sellers who bear disputes. */
  recoversAt: 'opening' | 'loss'
  /** Seconds after a win until the seller has it again. */
  returnsAfter: number
  /** The bank only asks, and no money moves. */
  inquiry: boolean
  reason: string
}

/** What the shop promised for a million minor units, and what Stripe gives. */
export type Conversion = { currency: string; promised: number; given: number }

/** One sale with all that will follow from it. */
export type Family = {
  key: string
  order: string
  seller: Seller
  model: ChargeModel
  /** On whose account the charge is made. */
  account: string
  currency: string
  amount: number
  /** Less than `amount` for a partial capture. */
  captured: number
  method: 'card' | 'debit'
  manualCapture: boolean
  /** Seconds from the charge to its capture, if captured by hand. */
  captureAfter: number
  lines: readonly CartLine[]
  /** A cart's sellers are paid in two parts. */
  inParts: boolean
  conversion: Conversion | null
  refund: RefundPlan | null
  dispute: DisputePlan | null
  mutation: Mutation | null
  charge: string
  intent: string
  chargedAt: number
  /** The books knew of the order before the buyer paid. */
  bookedAhead: boolean
  /** The second charge of an order that the books know once. */
  unbooked: boolean
}
