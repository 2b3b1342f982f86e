import { pathOf, place, scaleOf } from './scale'

export type LineSeries = {
  /** The sentence that says what the picture shows. */
  label: string
  /** One per day, as short text. */
  days: readonly string[]
  current: readonly (number | null)[]
  previous: readonly (number | null)[]
  names: { current: string; previous: string }
}

/** This period solid, last period dashed, names at the lines' ends. Drawn anew for a phone, not shrunk. */
export function LineChart({ series }: { series: LineSeries }) {
  return (
    <>
      <Drawing series={series} width={658} height={240} className="chart hide-s" labels={6} right={72} />
      <Drawing series={series} width={332} height={170} className="chart only-s" labels={3} right={58} />
    </>
  )
}

type DrawingProps = {
  series: LineSeries
  width: number
  height: number
  className: string
  labels: number
  right: number
}

function Drawing({ series, width, height, className, labels, right }: DrawingProps) {
  const scale = scaleOf([...series.current, ...series.previous])
  const box = { left: 44, right: width - right, top: 14, bottom: height - 26 }
  const current = place(series.current, box, scale)
  const previous = place(series.previous, box, scale)
  const every = Math.max(1, Math.ceil((series.days.length - 1) / Math.max(labels - 1, 1)))
  const step = series.days.length > 1 ? (box.right - box.left) / (series.days.length - 1) : 0
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {scale.ticks.map((tick) => {
        const y = box.bottom - ((tick - scale.min) / (scale.max - scale.min)) * (box.bottom - box.top)
        return (
          <g key={tick}>
            <line x1={box.left - 6} x2={box.right} y1={y} y2={y} stroke="var(--chart-grid)" />
            <text x={box.left - 14} y={y + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        )
      })}
      {series.days.map((day, at) =>
        at % every === 0 && (at === 0 || box.left + at * step < box.right - 30) ? (
          <text key={day} x={box.left + at * step} y={height - 8} textAnchor="middle">
            {day}
          </text>
        ) : null,
      )}
      <text x={box.right} y={height - 8} textAnchor="middle">
        {series.days.at(-1)}
      </text>
      <path d={pathOf(previous)} fill="none" stroke="var(--chart-2)" strokeWidth="1.5" strokeDasharray="3 3" />
      <path d={pathOf(current)} fill="none" stroke="var(--chart-1)" strokeWidth="2" strokeLinejoin="round" />
      {current.map((point, at) =>
        point ? <circle key={series.days[at]} cx={point.x} cy={point.y} r="2" fill="var(--chart-1)" /> : null,
      )}
      <EndLabels series={series} ends={[current, previous]} x={box.right + 8} />
    </svg>
  )
}

type EndLabelsProps = { series: LineSeries; ends: readonly (readonly ({ y: number } | null)[])[]; x: number }

/** Two labels never lie on each other: the lower one steps down. */
function EndLabels({ series, ends, x }: EndLabelsProps) {
  const y = ends.map((points) => points.findLast((point) => point !== null)?.y)
  const [now, before] = y
  const values = [series.current, series.previous].map((list) => list.findLast((value) => value !== null))
  const clash = now !== undefined && before !== undefined && Math.abs(now - before) < 14
  return (
    <>
      {now === undefined ? null : (
        <text className="a" x={x} y={clash && now > before ? before + 18 : now + 4}>
          {series.names.current} {values[0]}
        </text>
      )}
      {before === undefined ? null : (
        <text x={x} y={clash && now <= before ? now + 18 : before + 4}>
          {series.names.previous} {values[1]}
        </text>
      )}
    </>
  )
}
