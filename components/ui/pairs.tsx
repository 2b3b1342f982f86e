import type { ReactNode } from 'react'

export type Pair = readonly [name: string, value: ReactNode]

/** Names and what they stand for; what has no value is left out. */
export function Pairs({ of }: { of: readonly Pair[] }) {
  return (
    <dl className="pairs">
      {of.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
