import Link from 'next/link'

type PagerProps = { first: string | null; previous?: string | null; next: string | null; word?: string }

/** Neighbours of a keyset page. There are no page numbers: a page costs the same at any depth. */
export function Pager({ first, previous = null, next, word = 'Next' }: PagerProps) {
  if (!first && !previous && !next) return null
  return (
    <nav className="pager" aria-label="Pages">
      {first ? (
        <Link className="btn" href={first}>
          First page
        </Link>
      ) : null}
      <span className="push" />
      {previous ? (
        <Link className="btn" href={previous}>
          Previous
        </Link>
      ) : null}
      {next ? (
        <Link className="btn" href={next}>
          {word}
        </Link>
      ) : null}
    </nav>
  )
}
