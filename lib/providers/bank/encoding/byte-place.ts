/** Where in a file reading stands: the line, and the byte in it, both from 1. */
export type BytePlace = { line: number; byte: number }

export const fileStart: BytePlace = { line: 1, byte: 1 }

/** The place behind `bytes`, which begin at `from`. */
export function placeAfter(from: BytePlace, bytes: Uint8Array): BytePlace {
  let [line, start] = [from.line, -1]
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
    line++
    start = at
  }
  return { line, byte: start === -1 ? from.byte + bytes.length : bytes.length - start }
}

/** The first byte that no character of UTF-8 can have there; the length where there is none. */
export function invalidUtf8At(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at)
    if (length === 0) return at
    at += length
  }
  return bytes.length
}

/** Bytes of the character that begins here, by the table of RFC 3629; 0 where it is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  if (length === 0) return 0
  const second = bytes[at + 1] ?? 0
  const [least, most] = secondByte(lead)
  if (second < least || second > most) return 0
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

/** No longer form than needed, no half surrogate, nothing beyond the last character of Unicode. */
function secondByte(lead: number): [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf]
  if (lead === 0xed) return [0x80, 0x9f]
  if (lead === 0xf0) return [0x90, 0xbf]
  if (lead === 0xf4) return [0x80, 0x8f]
  return [0x80, 0xbf]
}

/** How many bytes at the end are only the beginning of a character. */
export function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const wants = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return wants > back ? back : 0
  }
  return 0
}
