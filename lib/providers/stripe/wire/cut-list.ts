/** Where in a list's body each object of `data` lies. Structure of JSON is ASCII, so bytes can be cut without decoding them. */
export type Cut = { objects: Buffer[]; hasMore: boolean }

const [quote, backslash, open, close, openList, closeList] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

/** Cuts the page of a list into its objects; null when the body is not one (half a page, an error, no list). */
export function cutList(body: Buffer): Cut | null {
  const start = dataStart(body)
  if (start === null) return null
  const objects: Buffer[] = []
  let at = start
  for (;;) {
    at = skipBlank(body, at)
    if (body[at] === closeList) break
    if (body[at] !== open) return null
    const end = endOf(body, at)
    if (end === null) return null
    objects.push(body.subarray(at, end))
    at = end
  }
  if (!body.toString('latin1', at).trimEnd().endsWith('}')) return null
  const rest = `${body.toString('latin1', 0, start)}${body.toString('latin1', at)}`
  const hasMore = /"has_more"\s*:\s*(true|false)/.exec(rest)
  return hasMore ? { objects, hasMore: hasMore[1] === 'true' } : null
}

/** The id of an object that cannot be parsed: the page's cursor may hang on it. */
export function idOfBytes(object: Buffer): string | null {
  return /"id"\s*:\s*"([A-Za-z0-9_]{3,255})"/.exec(object.toString('latin1'))?.[1] ?? null
}

/** The position behind `"data": [` on the first level of the object. */
function dataStart(body: Buffer): number | null {
  const head = body.toString('latin1', 0, 2048)
  const found = /"data"\s*:\s*\[/.exec(head)
  if (!found) return null
  return found.index + found[0].length
}

function skipBlank(body: Buffer, from: number): number {
  let at = from
  while (at < body.length && (body[at] === 0x2c || (body[at] ?? 0) <= 0x20)) at++
  return at
}

function endOf(body: Buffer, from: number): number | null {
  let depth = 0
  for (let at = from; at < body.length; at++) {
    const byte = body[at]
    if (byte === quote) {
      at = endOfText(body, at)
      if (at === -1) return null
    } else if (byte === open || byte === openList) depth++
    else if (byte === close || byte === closeList) {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return null
}

/** The position of the closing quote. indexOf runs in native code, so long texts cost little. */
function endOfText(body: Buffer, from: number): number {
  let at = body.indexOf(quote, from + 1)
  while (at !== -1) {
    let slashes = 0
    while (body[at - 1 - slashes] === backslash) slashes++
    if (slashes % 2 === 0) return at
    at = body.indexOf(quote, at + 1)
  }
  return -1
}
