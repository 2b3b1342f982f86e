import { pathOf, place } from './scale'

/** The shape of a period beside its figure; the figure and the table say the numbers. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2 || known.every((value) => value === 0)) return null
  const points = place(
    values,
    { left: 2, right: 66, top: 3, bottom: 21 },
    { min: Math.min(...known), max: Math.max(...known) },
  )
  const last = points.findLast((point) => point !== null)
  return (
    <svg className="spark" viewBox="0 0 70 24" width="70" height="24" aria-hidden="true">
      <path d={pathOf(points)} fill="none" stroke="var(--chart-1)" strokeWidth="1.5" />
      {last ? <circle cx={last.x} cy={last.y} r="2" fill="var(--chart-1)" /> : null}
    </svg>
  )
}
