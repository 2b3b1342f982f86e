import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kindOfFile } from './kind-of-file'
import { zipOf } from './testing/zip-of'

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const utf8 = (text: string) => new TextEncoder().encode(text)
const sheet = ['[Content_Types].xml', 'xl/workbook.xml']

test.each([
  ['invoice.pdf', bytes('%PDF-1.7\n…'), 'application/pdf'],
  ['shot.PNG', bytes('\x89PNG\r\n\x1a\n…'), 'image/png'],
  ['photo.jpeg', bytes('\xff\xd8\xff\xe0'), 'image/jpeg'],
  ['a.webp', bytes('RIFF\0\0\0\0WEBPVP8 '), 'image/webp'],
  ['rows.csv', utf8('a,b\r\n1,ä\n'), 'text/csv'],
  ['mail.eml', utf8('From: x\n\nHello'), 'text/plain'],
  ['b.xlsx', zipOf(sheet), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [
    'c.docx',
    zipOf(['[Content_Types].xml', 'word/document.xml']),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
])('%s is taken for what it is', (name, body, mediaType) =>
  expect(kindOfFile(name, body)).toMatchObject({ ok: true, value: { mediaType } }),
)

test.each([
  ['invoice.pdf', bytes('\x89PNG\r\n\x1a\n'), 'name_lies'],
  ['invoice.pdf.exe', bytes('MZ\x90\0'), 'unknown_type'],
  ['page.txt', utf8('  <!DOCTYPE html><script>'), 'unknown_type'],
  ['drawing.txt', utf8('<svg onload="x">'), 'unknown_type'],
  ['rows.csv', bytes('a,\xff'), 'unknown_type'],
  ['rows.csv', bytes('a,\0'), 'unknown_type'],
  ['noname', utf8('words'), 'no_name'],
  ['b.xlsx', zipOf([...sheet, 'xl/vbaProject.bin']), 'has_macros'],
  ['b.xlsx', zipOf([...sheet, 'xl/embeddings/x.exe']), 'has_macros'],
  ['b.xlsx', zipOf(['anything.txt']), 'unknown_type'],
  ['b.xlsx', bytes('PK\x03\x04 cut off'), 'unknown_type'],
  ['b.docx', zipOf(sheet), 'name_lies'],
])('%s is refused: %s', (name, body, reason) => expect(kindOfFile(name, body)).toEqual({ ok: false, reason }))

test('no bytes make it stumble', () => {
  const zipLike = fc.uint8Array({ maxLength: 200 }).map((rest) => Uint8Array.from([...bytes('PK\x03\x04'), ...rest]))
  const mangled = fc
    .tuple(fc.nat(400), fc.nat(255))
    .map(([at, value]) => zipOf(sheet).map((byte, nth) => (nth === at ? value : byte)))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), zipLike, mangled), fc.string(), (body, name) => {
      const result = kindOfFile(name, body)
      expect(typeof result.ok).toBe('boolean')
    }),
    { numRuns: 500 },
  )
})
