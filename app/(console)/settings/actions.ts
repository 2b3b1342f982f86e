'use server'

import type { FormState } from '@/components/form/form-state'
import { changeRole } from '@/lib/server/access/change-role'
import { removeMember } from '@/lib/server/access/remove-member'
import { answer } from '../act'
import { gone, MemberForm, memberWords } from './member-words'

export async function changeMember(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: MemberForm,
    command: (ctx, { userId, role }) => (role === gone ? removeMember(ctx, userId) : changeRole(ctx, userId, role)),
    refuses: memberWords,
    says: ({ role }) =>
      role === gone ? 'Removed. Their sessions have ended.' : 'Changed. Their next sign-in has the new role.',
    shownAt: '/settings',
  })
}
