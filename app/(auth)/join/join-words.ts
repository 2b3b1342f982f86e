import { passwordSentences } from '@/lib/domain/access/password'
import type { AcceptRefusal } from '@/lib/server/access/invitations/accept'

export const joinWords: Record<AcceptRefusal, string> = {
  ...passwordSentences,
  not_found: 'No invitation bears this link. Copy it whole, or ask for another one.',
  used: 'This invitation was accepted already. If that was you, sign in.',
  withdrawn: 'This invitation was taken back. Ask whoever sent it for another one.',
  expired: 'This invitation has expired. Ask whoever sent it for another one.',
  no_name: 'Say what you are called: two letters at least.',
  wrong: 'This is not the password with which this address signs in.',
  wait: 'Too many tries have failed. Wait a while, then try again.',
}
