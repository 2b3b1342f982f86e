/** An archive with empty files of these names. */
export function zipOf(names: readonly string[]): Uint8Array {
  const [locals, entries]: [Uint8Array[], Uint8Array[]] = [[], []]
  let offset = 0
  for (const name of names) {
    const text = new TextEncoder().encode(name)
    const local = record(30, { 0: 0x04034b50 }, { 26: text.length }, text)
    entries.push(record(46, { 0: 0x02014b50, 42: offset }, { 28: text.length }, text))
    locals.push(local)
    offset += local.length
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0)
  const end = record(22, { 0: 0x06054b50, 12: size, 16: offset }, { 8: names.length, 10: names.length })
  return Uint8Array.from([...locals, ...entries, end].flatMap((part) => [...part]))
}

function record(
  length: number,
  longs: Record<number, number>,
  shorts: Record<number, number>,
  name = new Uint8Array(),
): Uint8Array {
  const bytes = new Uint8Array(length + name.length)
  const view = new DataView(bytes.buffer)
  for (const [at, value] of Object.entries(longs)) view.setUint32(Number(at), value, true)
  for (const [at, value] of Object.entries(shorts)) view.setUint16(Number(at), value, true)
  bytes.set(name, length)
  return bytes
}
