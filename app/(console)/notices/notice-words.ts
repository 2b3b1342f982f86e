import type { NoticeKind } from '@/lib/server/exceptions/notices/give-notice'

/** "Ana | named you in a comment on | EX-12". */
export const noticeWords: Record<NoticeKind, string> = {
  mention: 'named you in a comment on',
  assigned: 'gave you',
  comment: 'commented on your',
  told: 'lets you know, by a rule, of',
  back: 'brings back what you had paused:',
}
