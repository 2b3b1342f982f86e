import type { Role } from '@/lib/domain/access/actor'

/** What each role is called and may do, in the words of the settings page. */
export const roleWords: Record<Role, { name: string; may: string }> = {
  analyst: {
    name: 'Analyst',
    may: 'read all, work the queue, import books and statements, start a sync, ask for what takes two, decide on what others ask',
  },
  compliance: { name: 'Compliance', may: 'read all, assign and comment, decide on approvals' },
  executive: { name: 'Executive', may: 'read all' },
  support: { name: 'Support', may: 'read all but the audit trail, and hand out sellers’ statements' },
  admin: { name: 'Admin', may: 'everything' },
}
