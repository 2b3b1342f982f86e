/** A week: long enough for a holiday, short enough that a forgotten link is dead. */
export const invitationDays = 7

export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'expired'

export function stateOf(
  invitation: { expiresAt: Date; acceptedAt: Date | null; withdrawnAt: Date | null },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.withdrawnAt) return 'withdrawn'
  return invitation.expiresAt <= now ? 'expired' : 'open'
}

/** An address as it can be written to; what a mail server would say of it is not asked. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),:;\\[\]]+@[^\s@]+\.[^\s@.]{2,}$/.test(text)
}
