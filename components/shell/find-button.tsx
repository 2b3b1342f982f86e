'use client'

import { Search } from 'lucide-react'

/** Asks for the palette, for those who point rather than type. */
export function FindButton() {
  return (
    <button
      type="button"
      className="btn ghost find-anything"
      aria-label="Find anything"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => window.dispatchEvent(new Event('counterfoil:find'))}
    >
      <Search className="ico s" />
      <span className="hide-s">Find anything</span>
      <span className="kbd hide-s" aria-hidden="true">
        ⌘K
      </span>
    </button>
  )
}
