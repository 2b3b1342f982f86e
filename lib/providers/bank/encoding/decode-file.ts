import { type StatementEncoding, statementEncodings } from '@/lib/domain/statements/encodings'
import { breaking, type StatementTrouble } from '@/lib/domain/statements/trouble'
import type { BytePlace } from './byte-place'
import { type Decoder, latinDecoder, utf8Decoder, utf16Decoder } from './decoders'

/** Pieces of text, and at the end what was wrong with the bytes, if anything. */
export type Decoded = { text: string } | { trouble: StatementTrouble }

const headBytes = 256

/**
 * Bytes to text, piece by piece. The encoding is what the file's own mark says (BOM, XML declaration, the zeros of UTF-16),
 * then what the caller says, then UTF-8: never guessed by letters. What does not fit is refused with line and byte.
 */
export async function* decodeFile(
  chunks: AsyncIterable<Uint8Array>,
  declared: StatementEncoding | null,
): AsyncGenerator<Decoded> {
  let decoder: Decoder | null = null
  let [encoding, head]: [StatementEncoding, Buffer] = ['utf-8', Buffer.alloc(0)]
  const begin = (): Decoder | null => {
    const found = encodingOf(head, declared)
    if (!found) return null
    encoding = found.encoding
    head = head.subarray(found.markBytes)
    return decoderFor(encoding)
  }
  for await (const chunk of chunks) {
    let bytes = chunk
    if (!decoder) {
      head = Buffer.concat([head, chunk])
      if (head.length < headBytes) continue
      decoder = begin()
      if (!decoder) return yield { trouble: unknownEncoding }
      bytes = head
    }
    const piece = decoder.write(bytes)
    if (piece.text !== '') yield { text: piece.text }
    if (piece.brokenAt) return yield { trouble: notOf(encoding, piece.brokenAt) }
  }
  const small = decoder === null
  decoder ??= begin()
  if (!decoder) return yield { trouble: unknownEncoding }
  for (const piece of [...(small ? [decoder.write(head)] : []), decoder.end()]) {
    if (piece.text !== '') yield { text: piece.text }
    if (piece.brokenAt) return yield { trouble: notOf(encoding, piece.brokenAt) }
  }
}

function decoderFor(encoding: StatementEncoding): Decoder {
  if (encoding === 'utf-8') return utf8Decoder()
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? utf16Decoder(encoding) : latinDecoder()
}

type Found = { encoding: StatementEncoding; markBytes: number }

function encodingOf(head: Buffer, declared: StatementEncoding | null): Found | null {
  const mark = head.toString('latin1', 0, 3)
  if (mark === '\xef\xbb\xbf') return { encoding: 'utf-8', markBytes: 3 }
  if (mark.startsWith('\xff\xfe')) return { encoding: 'utf-16le', markBytes: 2 }
  if (mark.startsWith('\xfe\xff')) return { encoding: 'utf-16be', markBytes: 2 }
  if (head[0] === 0 && head[1]) return { encoding: 'utf-16be', markBytes: 0 }
  if (head[0] && head[1] === 0) return { encoding: 'utf-16le', markBytes: 0 }
  const xml = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head.toString('latin1'))?.[1]?.toLowerCase()
  if (xml === undefined) return { encoding: declared ?? 'utf-8', markBytes: 0 }
  const named = xml === 'us-ascii' || xml === 'utf8' ? 'utf-8' : xml
  const known = statementEncodings.find((one) => one === named)
  // Text of UTF-16 would have shown its zeros: such a declaration is left over from another copy of the file.
  return known && !known.startsWith('utf-16') ? { encoding: known, markBytes: 0 } : null
}

const unknownEncoding = breaking(
  1,
  'encoding',
  'The file declares an encoding that it is not in, or that is not known',
  `Save it as UTF-8. Known are ${statementEncodings.join(', ')}.`,
)

function notOf(encoding: StatementEncoding, { line, byte }: BytePlace): StatementTrouble {
  const says = `Line ${line}, byte ${byte} is not ${encoding.toUpperCase()}`
  return breaking(line, 'encoding', says, 'Say the encoding that the bank writes, or save the file as UTF-8.')
}
