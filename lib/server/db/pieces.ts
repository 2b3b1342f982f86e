/**
 * Long values of many rows as one parameter of bytes, cut up on arrival. In an array of texts every quote would be
 * escaped here and unescaped there, and bytes would travel as twice as many digits.
 */
export type Pieces = [starts: number[], sizes: number[], bytes: Buffer]

export function textPieces(texts: readonly string[]): Pieces {
  return [...placesOf(texts.map((text) => Buffer.byteLength(text))), Buffer.from(texts.join(''))]
}

export function bytePieces(parts: readonly Uint8Array[]): Pieces {
  return [...placesOf(parts.map(({ length }) => length)), Buffer.concat(parts)]
}

/** The piece that belongs to a row, as SQL: of which parameter, and in which columns its place stands. */
export function pieceSql(parameter: string, start: string, size: string): string {
  return `substr(${parameter}::bytea, ${start}, ${size})`
}

export function textPieceSql(parameter: string, start: string, size: string): string {
  return `convert_from(${pieceSql(parameter, start, size)}, 'UTF8')`
}

/** Postgres counts from one. */
function placesOf(sizes: number[]): [number[], number[]] {
  let next = 1
  const starts = sizes.map((size) => {
    next += size
    return next - size
  })
  return [starts, sizes]
}
