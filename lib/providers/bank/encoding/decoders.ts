import { isUtf8 } from 'node:buffer'
import { type BytePlace, fileStart, invalidUtf8At, placeAfter, unfinishedTail } from './byte-place'

/** Text so far, and the first place that is not of the encoding. */
export type Piece = { text: string; brokenAt: BytePlace | null }
export type Decoder = { write(bytes: Uint8Array): Piece; end(): Piece }

const fine = (text: string): Piece => ({ text, brokenAt: null })

/** UTF-8, strictly: a character may be cut by the end of a chunk, never by the end of the file. A NUL is no text. */
export function utf8Decoder(): Decoder {
  let [rest, place] = [Buffer.alloc(0), fileStart]
  const read = (bytes: Buffer): Piece => {
    const nul = bytes.indexOf(0)
    const bad = isUtf8(bytes) ? bytes.length : invalidUtf8At(bytes)
    const end = Math.min(nul === -1 ? bytes.length : nul, bad)
    const text = bytes.toString('utf8', 0, end)
    place = placeAfter(place, bytes.subarray(0, end))
    return { text, brokenAt: end < bytes.length ? place : null }
  }
  return {
    write(chunk) {
      const bytes = Buffer.concat([rest, chunk])
      const cut = bytes.length - unfinishedTail(bytes)
      rest = bytes.subarray(cut)
      return read(bytes.subarray(0, cut))
    },
    end: () => read(rest),
  }
}

/** Bytes beyond ASCII in one piece by which a text is judged; a run that is longer is judged in pieces. */
const longestRun = 4096

/** Five bytes mean nothing in Windows-1252, and NUL nothing in any text of one byte per character. */
const meaningless = new Set([0x00, 0x81, 0x8d, 0x8f, 0x90, 0x9d])

/**
 * Windows-1252, and with it ISO-8859-1. Whatever is UTF-8 can be read so, only wrongly ("MÃ¼ller"): where every letter
 * beyond ASCII would be sound UTF-8, the file is taken for that and its declaration for wrong.
 */
export function latinDecoder(): Decoder {
  const decoder = new TextDecoder('windows-1252')
  let place = fileStart
  let [run, runPlace, firstRun]: [number[], BytePlace, BytePlace | null] = [[], fileStart, null]
  let isLatin = false
  const endRun = () => {
    if (run.length === 0) return
    firstRun ??= runPlace
    isLatin = !isUtf8(Buffer.from(run))
    run = []
  }
  /** Cut where a character ends: what is left unfinished begins the next piece. */
  const endPiece = () => {
    const bytes = Buffer.from(run)
    const cut = bytes.length - unfinishedTail(bytes)
    firstRun ??= runPlace
    isLatin = !isUtf8(bytes.subarray(0, cut))
    run = isLatin ? [] : run.slice(cut)
  }
  const look = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length && !isLatin; at++) {
      const byte = bytes[at] ?? 0
      if (byte < 0x80) endRun()
      else if (run.push(byte) === 1 && !firstRun) runPlace = placeAfter(place, bytes.subarray(0, at))
      else if (run.length >= longestRun) endPiece()
    }
  }
  return {
    write(bytes) {
      const bad = bytes.findIndex((byte) => meaningless.has(byte))
      if (bad !== -1) return { text: '', brokenAt: placeAfter(place, bytes.subarray(0, bad)) }
      if (!isLatin) look(bytes)
      place = placeAfter(place, bytes)
      return fine(decoder.decode(bytes, { stream: true }))
    },
    end() {
      if (!isLatin) endRun()
      return { text: '', brokenAt: isLatin ? null : firstRun }
    },
  }
}

/** UTF-16: a half pair or an odd byte is found by the sign that stands in for it. */
export function utf16Decoder(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding)
  let [line, column] = [1, 0]
  const read = (text: string): Piece => {
    const bad = text.search(/[\ufffd\0]/)
    const lines = (bad === -1 ? text : text.slice(0, bad)).split('\n')
    if (lines.length > 1) column = 0
    line += lines.length - 1
    column += lines.at(-1)?.length ?? 0
    return bad === -1 ? fine(text) : { text: '', brokenAt: { line, byte: column * 2 + 1 } }
  }
  return { write: (bytes) => read(decoder.decode(bytes, { stream: true })), end: () => read(decoder.decode()) }
}
