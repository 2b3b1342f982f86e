import { ok, type Result, refuse } from '../../base/result'
import { zipNames } from './zip-names'

export type FileKind = { mediaType: string; extensions: readonly string[] }
export type FileRefusal = 'unknown_type' | 'name_lies' | 'has_macros' | 'no_name'

const kinds = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  webp: { mediaType: 'image/webp', extensions: ['webp'] },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  csv: { mediaType: 'text/csv', extensions: ['csv'] },
  text: { mediaType: 'text/plain', extensions: ['txt', 'eml'] },
} as const satisfies Record<string, FileKind>

/** What a field for files offers to choose from. */
export const acceptedFiles = Object.values(kinds)
  .flatMap(({ extensions }) => extensions.map((one) => `.${one}`))
  .join(',')

/** What a file is by its own bytes, whatever it is called; its name must say the same. Neither is believed alone. */
export function kindOfFile(name: string, bytes: Uint8Array): Result<FileKind, FileRefusal> {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined) return refuse('no_name')
  const found = byBytes(bytes, extension)
  if (!found.ok) return found
  const known: readonly string[] = found.value.extensions
  return known.includes(extension) ? found : refuse('name_lies')
}

function byBytes(bytes: Uint8Array, extension: string): Result<FileKind, FileRefusal> {
  if (begins(bytes, 0, '%PDF-')) return ok(kinds.pdf)
  if (begins(bytes, 0, '\x89PNG\r\n\x1a\n')) return ok(kinds.png)
  if (begins(bytes, 0, '\xff\xd8\xff')) return ok(kinds.jpeg)
  if (begins(bytes, 0, 'RIFF') && begins(bytes, 8, 'WEBP')) return ok(kinds.webp)
  if (begins(bytes, 0, 'PK\x03\x04')) return office(zipNames(bytes))
  if (isText(bytes)) return ok(extension === 'csv' ? kinds.csv : kinds.text)
  return refuse('unknown_type')
}

/** A document of an office suite is an archive with certain parts. One with a program in it is not taken. */
function office(names: readonly string[] | null): Result<FileKind, FileRefusal> {
  if (!names?.includes('[Content_Types].xml')) return refuse('unknown_type')
  if (names.some((name) => /vbaproject\.bin$|\/(activex|embeddings)\//i.test(name))) return refuse('has_macros')
  if (names.includes('xl/workbook.xml')) return ok(kinds.xlsx)
  return names.includes('word/document.xml') ? ok(kinds.docx) : refuse('unknown_type')
}

/** UTF-8 without control characters other than tabs and line ends, and no markup that a browser would run. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/[^\P{Cc}\t\n\r]/u.test(text) && !/^\s*(<!doctype|<html|<svg|<\?xml|<script)/i.test(text)
  } catch {
    return false
  }
}

function begins(bytes: Uint8Array, at: number, mark: string): boolean {
  return [...mark].every((char, nth) => bytes[at + nth] === char.charCodeAt(0))
}
