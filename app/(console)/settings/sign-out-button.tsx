'use client'

import { signOut } from 'next-auth/react'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'

export function SignOutButton() {
  const [busy, start] = useTransition()
  return (
    <Button busy={busy} onClick={() => start(() => signOut({ callbackUrl: '/sign-in' }))}>
      Sign out
    </Button>
  )
}
