import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StatementEncoding } from '@/lib/domain/statements/encodings'
import { decodeFile } from './decode-file'
import { latinDecoder } from './decoders'

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function read(bytes: Uint8Array, declared: StatementEncoding | null = null, size = 300) {
  const pieces = await Array.fromAsync(decodeFile(inChunks(bytes, size), declared))
  const text = pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')
  const trouble = pieces.find((piece) => 'trouble' in piece)
  return { text, says: trouble && 'trouble' in trouble ? trouble.trouble.message : null }
}
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

test.each<[string, Uint8Array, StatementEncoding | null]>([
  ['UTF-8', Buffer.from('Müller\n'), null],
  ['UTF-8 with its mark', Buffer.from('\ufeffMüller\n'), null],
  ['UTF-16 with its mark', Buffer.from('\ufeffMüller\n', 'utf16le'), null],
  ['UTF-16 without a mark', Buffer.from('Müller\n', 'utf16le'), null],
  ['UTF-16, the other way round', utf16be('\ufeffMüller\n'), null],
  ['Windows-1252, as declared', Buffer.from('Müller\n', 'latin1'), 'windows-1252'],
])('%s is read', async (_, bytes, declared) =>
  expect(await read(bytes, declared)).toEqual({ text: 'Müller\n', says: null }),
)

test('an XML file says its own encoding', async () => {
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>'
  expect((await read(Buffer.from(xml, 'latin1'))).text).toBe(xml)
})

test.each<[string, Uint8Array, StatementEncoding | null, string]>([
  ['Latin letters in what should be UTF-8', Buffer.from('ok\nMüller\n', 'latin1'), null, 'Line 2, byte 2 is not UTF-8'],
  ['a character cut off by the end', Buffer.from('ok\nM€').subarray(0, 6), null, 'Line 2, byte 2 is not UTF-8'],
  ['UTF-8 declared as Windows-1252', Buffer.from('ok\nMüller\n'), 'windows-1252', 'Line 2, byte 2 is not WINDOWS-1252'],
  ['a zero in the text', Buffer.from('ok\nM\0ller\n'), null, 'Line 2, byte 2 is not UTF-8'],
  ['half a pair of UTF-16', Buffer.from('\ufeffok\nM\ud800x\n', 'utf16le'), null, 'Line 2, byte 3 is not UTF-16LE'],
  [
    'a byte that Windows-1252 does not have',
    Buffer.from([0x41, 0x0a, 0x42, 0x81]),
    'windows-1252',
    'Line 2, byte 2 is not WINDOWS-1252',
  ],
])('%s is refused with line and byte', async (_, bytes, declared, says) => {
  for (const size of [1, 2, 300]) expect((await read(bytes, declared, size)).says).toBe(says)
})

test('an XML file that declares what it is not is refused', async () =>
  expect((await read(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a/>'))).says).toContain('encoding'))

test('any text survives any cut into chunks', async () => {
  const texts = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\0\ufeff]/g, ''))
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 7 }), async (text, size) => {
      expect(await read(Buffer.from(text), null, size)).toEqual({ text: Buffer.from(text).toString(), says: null })
    }),
  )
})

test('UTF-8 declared as Windows-1252 is found however long its letters go on without a break', async () => {
  const text = `ok\n${'€'.repeat(9000)}ü\n`
  for (const size of [1, 300, 65_536]) {
    expect((await read(Buffer.from(text), 'windows-1252', size)).says).toBe('Line 2, byte 1 is not WINDOWS-1252')
  }
  const latin = Buffer.concat([Buffer.from('é'.repeat(6000)), Buffer.from([0xe9, 0x0a])])
  expect((await read(latin, 'windows-1252')).says).toBe(null)
})

test('letters without end are read in little memory', () => {
  const decoder = latinDecoder()
  const letters = Buffer.alloc(64 * 1024, 'é')
  const before = process.memoryUsage().heapUsed
  for (let piece = 0; piece < 256; piece++) decoder.write(letters)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 ** 2)
  expect(decoder.end().brokenAt).toEqual({ line: 1, byte: 1 })
})
