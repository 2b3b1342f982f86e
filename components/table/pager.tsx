import Link from 'next/link'

/** Neighbours of a keyset page. There are no page numbers: a page costs the same at any depth. */
export function Pager({ first, next, word = 'Next' }: { first: string | null; next: string | null; word?: string }) {
  if (!first && !next) return null
  return (
    <nav className="pager" aria-label="Pages">
      {first ? (
        <Link className="btn" href={first}>
          First page
        </Link>
      ) : null}
      <span className="push" />
      {next ? (
        <Link className="btn" href={next}>
          {word}
        </Link>
      ) : null}
    </nav>
  )
}
