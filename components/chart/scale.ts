export type Point = { x: number; y: number }
export type Scale = { min: number; max: number; ticks: number[] }

const steps = [1, 2, 5, 10, 15, 20, 25, 50, 100, 150, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000]

/** Round ticks that hold every value, four to six of them. The axis need not start at zero: a rate is read by its change. */
export function scaleOf(values: readonly (number | null)[]): Scale {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { min: 0, max: 1, ticks: [0, 1] }
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const span = Math.max(high - low, 1)
  const step = steps.find((candidate) => span / candidate <= 4) ?? 10 ** Math.ceil(Math.log10(span / 4))
  const min = Math.floor(low / step) * step
  const max = Math.max(Math.ceil(high / step) * step, min + step)
  const count = Math.round((max - min) / step)
  return { min, max, ticks: Array.from({ length: count + 1 }, (_, at) => min + at * step) }
}

/** One path per unbroken run: a day without a value is a gap, never a zero. */
export function pathOf(points: readonly (Point | null)[]): string {
  let path = ''
  let pen = false
  for (const point of points) {
    if (point) path += `${pen ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`
    pen = point !== null
  }
  return path
}

/** Spreads values over a box, the first at its left edge, the last at its right. */
export function place(values: readonly (number | null)[], box: Box, { min, max }: Pick<Scale, 'min' | 'max'>) {
  const step = values.length > 1 ? (box.right - box.left) / (values.length - 1) : 0
  const height = max === min ? 0 : (box.bottom - box.top) / (max - min)
  return values.map((value, at) =>
    value === null ? null : { x: box.left + at * step, y: box.bottom - (value - min) * height },
  )
}

export type Box = { left: number; right: number; top: number; bottom: number }

function round(value: number): number {
  return Math.round(value * 10) / 10
}
