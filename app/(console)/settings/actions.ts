'use server'

import type { FormState } from '@/components/form/form-state'
import { changeRole } from '@/lib/server/access/change-role'
import { removeMember } from '@/lib/server/access/remove-member'
import { signOutMember } from '@/lib/server/access/sign-out-member'
import { resetSecondFactor } from '@/lib/server/auth/second-factor/reset-second-factor'
import { answer } from '../act'
import { gone, MemberForm, memberWords, signedOut, withoutFactor } from './member-words'

const said: Partial<Record<string, string>> = {
  [gone]: 'Removed. Their sessions have ended.',
  [withoutFactor]: 'The second factor is gone. They are signed out everywhere.',
  [signedOut]: 'Signed out everywhere.',
}

export async function changeMember(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: MemberForm,
    command: (ctx, { userId, role }) => {
      if (role === withoutFactor) return resetSecondFactor(ctx, userId)
      if (role === gone) return removeMember(ctx, userId)
      return role === signedOut ? signOutMember(ctx, userId) : changeRole(ctx, userId, role)
    },
    refuses: memberWords,
    says: ({ role }) => said[role] ?? 'Changed. Their next sign-in has the new role.',
    shownAt: '/settings',
  })
}
