import { Download } from 'lucide-react'

/** The list as it is filtered now, as a file. `query`: what stands behind the question mark of its page. */
export function ExportLinks({ list, query = '' }: { list: string; query?: string }) {
  const href = (format: string) => `/exports?list=${list}&format=${format}${query === '' ? '' : `&${query}`}`
  return (
    <span className="line g1 small nowrap exports">
      <Download className="ico s" aria-hidden="true" />
      <a className="link" href={href('csv')} download aria-label={`Export ${list} as CSV`}>
        CSV
      </a>
      <a className="link" href={href('xlsx')} download aria-label={`Export ${list} as XLSX`}>
        XLSX
      </a>
    </span>
  )
}
