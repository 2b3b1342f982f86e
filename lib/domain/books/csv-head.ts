export const csvDelimiters = [',', ';', '\t'] as const
export type CsvDelimiter = (typeof csvDelimiters)[number]

/** What parts the cells: whichever stands most often in the head, outside of quotes. A spreadsheet in much of Europe writes semicolons. */
export function delimiterOf(text: string): CsvDelimiter {
  const head = headOf(text).replace(/"(?:[^"]|"")*"/g, '')
  const count = (sign: string) => head.split(sign).length
  return csvDelimiters.reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** The names of the columns, as the head of the file gives them. */
export function columnNames(text: string): string[] {
  const sign = delimiterOf(text)
  const cell = new RegExp(`("((?:[^"]|"")*)"|[^${sign}]*)(?:${sign}|$)`, 'g')
  return [...headOf(text).matchAll(cell)]
    .map((match) => (match[2] ?? match[1] ?? '').replaceAll('""', '"').trim())
    .filter((name) => name !== '')
}

function headOf(text: string): string {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? ''
}
