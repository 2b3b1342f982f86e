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
}

export type DisputePlan = { after: number; decidedAfter: number; won: boolean; recovered: boolean; reason: string }

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
