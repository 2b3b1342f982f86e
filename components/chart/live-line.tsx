'use client'

import { useEffect } from 'react'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { LineSeries } from './line-chart'
import { scaleOf } from './scale'

/** The same lines with a value under the pointer. Keyboard and screen reader have the table. */
export default function LiveLine({ series, onReady }: { series: LineSeries; onReady(): void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the chunk is there
  useEffect(() => onReady(), [])
  const data = series.days.map((day, at) => ({ day, current: series.current[at], previous: series.previous[at] }))
  const { min, max, ticks } = scaleOf([...series.current, ...series.previous])
  const tick = { fontSize: 11, fill: 'var(--text-3)' }
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={data} margin={{ top: 12, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis dataKey="day" tick={tick} tickLine={false} axisLine={false} minTickGap={40} />
        <YAxis domain={[min, max]} ticks={ticks} tick={tick} tickLine={false} axisLine={false} width={44} />
        <Tooltip
          content={<Reading names={series.names} />}
          cursor={{ stroke: 'var(--line-strong)' }}
          isAnimationActive={false}
        />
        <Line
          dataKey="previous"
          stroke="var(--chart-2)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="current"
          stroke="var(--chart-1)"
          strokeWidth={2}
          dot={{ r: 2, fill: 'var(--chart-1)', strokeWidth: 0 }}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  )
}

type ReadingProps = {
  names: LineSeries['names']
  active?: boolean
  label?: string | number
  payload?: readonly { dataKey?: unknown; value?: unknown }[]
}

function Reading({ names, active, label, payload = [] }: ReadingProps) {
  if (!active) return null
  const read = (key: string) => payload.find((entry) => entry.dataKey === key)?.value
  return (
    <div className="chart-tip">
      <b className="strong">{label}</b>
      <div>
        {names.current} {String(read('current') ?? '–')} bp
      </div>
      <div className="faint">
        {names.previous} {String(read('previous') ?? '–')} bp
      </div>
    </div>
  )
}
