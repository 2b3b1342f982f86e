export type ApprovalState = 'pending' | 'approved' | 'refused' | 'expired'

/** A request for a second person. It is bound to the hash of its payload: a changed payload is another request. */
export type Approval = {
  id: string
  action: string
  subject: string
  payload: unknown
  payloadHash: string
  reason: string
  requestedBy: string
  requestedAt: Date
  expiresAt: Date
  state: ApprovalState
  decidedBy: string | null
  /** The one act it has let through. */
  usedFor: string | null
}
