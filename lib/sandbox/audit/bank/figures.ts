/** A line as the file tells it; the day is the midnight (UTC) of the booked day. */
export type ReadLine = { reference: string; day: number; amount: number; words: string }
export type ReadFile = { opening: number; closing: number; lines: ReadLine[] }

export function dayFrom(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 1000
}

/** `1234,56` or `1234.56`, in minor units. */
export function minorFrom(text: string): number {
  return Number(text.replace(/[.,]/, ''))
}
