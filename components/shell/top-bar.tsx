import Link from 'next/link'
import type { ReactNode } from 'react'
import { FindButton } from './find-button'
import { ThemeButton } from './theme-button'

type TopBarProps = {
  title: string
  /** Where one came from, for a page below another. */
  above?: { href: string; label: string }
  /** How big it is; the first fact stays on a phone. */
  facts?: readonly ReactNode[]
  children?: ReactNode
}

/** Says where you are and how big it is. */
export function TopBar({ title, above, facts = [], children }: TopBarProps) {
  return (
    <header className="top">
      <div className="crumb">
        {above ? (
          <>
            <Link href={above.href}>{above.label}</Link>
            <span aria-hidden="true">/</span>
          </>
        ) : null}
        <h1>{title}</h1>
        {facts.map((fact, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have fixed places
          <span key={at} className={at === 0 ? undefined : 'dot hide-s'}>
            {fact}
          </span>
        ))}
      </div>
      <span className="push" />
      {children}
      <FindButton />
      <ThemeButton />
    </header>
  )
}
