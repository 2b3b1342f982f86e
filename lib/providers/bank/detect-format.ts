import type { StatementFormat } from '@/lib/domain/statements/statement'

/** What a file is by its first bytes: XML is camt.053, a SWIFT block or field is MT940, anything else is taken for CSV. */
export function detectFormat(head: Uint8Array): StatementFormat {
  const text = Buffer.from(head.subarray(0, 512))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff|\0/g, '')
  if (/^\s*</.test(text)) return 'camt053'
  return /^\s*(\{1:|:20:|:940:|-\r?\n:20:)/.test(text) ? 'mt940' : 'csv'
}
