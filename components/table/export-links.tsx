import { Download } from 'lucide-react'
import Link from 'next/link'

/**
 * The list as it is filtered now, as a file, or for a long one as an export with its own page: so no `download`, which
 * would save that page. `query`: what stands behind the question mark of its page.
 */
export function ExportLinks({ list, query = '' }: { list: string; query?: string }) {
  const href = (format: string) => `/exports?list=${list}&format=${format}${query === '' ? '' : `&${query}`}`
  return (
    <span className="line g1 small nowrap exports">
      <Link
        className="link inline-flex size-6 items-center justify-center"
        href="/exports/jobs"
        prefetch={false}
        aria-label="Your exports"
        title="Your exports"
      >
        <Download className="ico s" aria-hidden="true" />
      </Link>
      <a className="link" href={href('csv')} aria-label={`Export ${list} as CSV`}>
        CSV
      </a>
      <a className="link" href={href('xlsx')} aria-label={`Export ${list} as XLSX`}>
        XLSX
      </a>
    </span>
  )
}
