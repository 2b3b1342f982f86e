'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { preferenceCookies } from './preferences'

type PreferenceSwitchProps = {
  label: string
  name: keyof typeof preferenceCookies
  value: string
  options: readonly { value: string; label: string }[]
}

/** Keeps a choice in a cookie, so that the server draws the first paint with it. */
export function PreferenceSwitch({ label, name, value, options }: PreferenceSwitchProps) {
  const router = useRouter()
  const [chosen, choose] = useState(value)
  return (
    <div className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: drawn as one segmented control
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={chosen === option.value}
          onClick={() => {
            choose(option.value)
            applyPreference(name, option.value)
            router.refresh()
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}

export function applyPreference(name: keyof typeof preferenceCookies, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${preferenceCookies[name]}=${value}; path=/; max-age=31536000; samesite=lax`
  if (name === 'keys') return
  const attribute = `data-${name}`
  if (value === 'system' || value === 'compact') document.documentElement.removeAttribute(attribute)
  else document.documentElement.setAttribute(attribute, value)
}
