import { isUtf8 } from 'node:buffer'

/** Where the first character begins that is no UTF-8, or only the beginning of one; the length where there is none. */
export function invalidUtf8At(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length]
  // A beginning of the bytes decodes as long as the first bad byte lies behind it: halve until it is found.
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2)
    if (beginsWell(bytes.subarray(0, middle))) good = middle
    else bad = middle - 1
  }
  while (good > 0 && !isUtf8(bytes.subarray(0, good))) good--
  return good
}

function beginsWell(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The number of the line on which a byte stands, from 1. */
export function lineAt(bytes: Uint8Array, at: number): number {
  let line = 1
  for (let i = 0; i < at; i++) if (bytes[i] === 0x0a) line++
  return line
}
