'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import type { LineSeries } from './line-chart'

/** Its own chunk, in the browser only: the drawing of the server stands until it is there, on paper, and without it. */
const LiveLine = dynamic(() => import('./live-line'), { ssr: false })

export function LiveChart({ series, children }: { series: LineSeries; children: ReactNode }) {
  const [ready, setReady] = useState(false)
  return (
    <div className="chart-box">
      <p className="sr">{series.label}</p>
      <div className="chart-live" data-ready={ready || undefined} aria-hidden="true">
        <LiveLine series={series} onReady={() => setReady(true)} />
      </div>
      <div className="chart-still">{children}</div>
    </div>
  )
}
