import type { ReactNode } from 'react'

/** Scrolls sideways where the table is wider than the page, by keyboard too. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
    <div className="frame" tabIndex={0}>
      {children}
    </div>
  )
}
