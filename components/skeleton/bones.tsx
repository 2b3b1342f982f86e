import type { CSSProperties, ReactNode } from 'react'

const widths = ['62%', '48%', '71%', '55%', '66%']

/** A grey line where words will stand. */
export function Bone({ width = '60%', height }: { width?: string; height?: number }) {
  return <i className="bone" style={{ width, height }} />
}

/** Rows of the true height, so that nothing jumps when the real ones arrive. */
export function BoneRows({ rows, look = 'row' }: { rows: number; look?: 'row' | 'row-2' }) {
  return Array.from({ length: rows }, (_, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
    <div key={at} className={`bone-row ${look}`} style={{ '--w': widths[at % widths.length] } as CSSProperties}>
      <i className="bone" />
      <i className="bone figure" />
    </div>
  ))
}

/** A card with its head; `height` is that of what stands in it where that is no list. */
export function BoneCard({ rows = 0, height }: { rows?: number; height?: number }) {
  return (
    <section className="card">
      <header>
        <Bone width="120px" />
      </header>
      {height === undefined ? <BoneRows rows={rows} /> : <div style={{ height }} />}
    </section>
  )
}

export function BoneTabs({ count }: { count: number }) {
  return (
    <div className="views bare bone-line">
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: alike, and never moving
        <Bone key={at} width="64px" />
      ))}
    </div>
  )
}

export function BoneCols({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="cols">
      <div className="stackv">{left}</div>
      <div className="stackv">{right}</div>
    </div>
  )
}
