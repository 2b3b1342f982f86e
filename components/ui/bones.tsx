import type { CSSProperties } from 'react'

const widths = ['62%', '48%', '71%', '55%', '66%']

/** Rows of the true height, so that nothing jumps when the real ones arrive. */
export function BoneRows({ rows, height }: { rows: number; height: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={at} className="line px-4 border-b border-line" style={{ height } satisfies CSSProperties}>
          <span className="bone" style={{ width: 14 }} />
          <span className="bone" style={{ width: widths[at % widths.length] }} />
          <span className="bone push" style={{ width: 72 }} />
        </div>
      ))}
    </div>
  )
}

export function BoneCard({ height }: { height: number }) {
  return (
    <div className="card" role="status" aria-label="Loading" style={{ height }}>
      <header>
        <span className="bone" style={{ width: 120 }} />
      </header>
    </div>
  )
}
