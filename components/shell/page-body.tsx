import type { ReactNode } from 'react'

/** The page below its bar; it scrolls alone, by keyboard too. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
    <div className="page" tabIndex={0}>
      {children}
    </div>
  )
}
