'use client'

import { Moon, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { applyPreference } from './preference-switch'

/** One press changes paper for ink; Settings can give the choice back to the system. */
export function ThemeButton() {
  const router = useRouter()
  return (
    <button
      type="button"
      className="btn ghost icon theme-button"
      aria-label="Change between light and dark"
      onClick={() => {
        applyPreference('theme', isDark() ? 'light' : 'dark')
        router.refresh()
      }}
    >
      <Sun className="ico sun" />
      <Moon className="ico moon" />
    </button>
  )
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches
}
