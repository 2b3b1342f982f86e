import { canonicalJson, sha256 } from '../digest/natural-id'

/** What an approval is bound to: what is to be done, to what, and with which particulars. */
export function approvalHash(action: string, subject: string, payload: unknown): string {
  return sha256(canonicalJson({ action, subject, payload }))
}
