import type { ReactNode } from 'react'

type BlankProps = {
  title: string
  children: ReactNode
  actions?: ReactNode
  foot?: ReactNode
  settled?: boolean
  level?: 1 | 2
}

/** Empty: what is true, what hides the rest, one next step. */
export function Blank({ title, children, actions, foot, settled = true, level = 2 }: BlankProps) {
  const Heading = `h${level}` as const
  return (
    <div className="blank">
      <Stub settled={settled} />
      <Heading className="title">{title}</Heading>
      <p>{children}</p>
      {actions ? <div className="line">{actions}</div> : null}
      {foot ? <p className="small faint">{foot}</p> : null}
    </div>
  )
}

function Stub({ settled }: { settled: boolean }) {
  return (
    <svg
      className="stub"
      width="88"
      height="56"
      viewBox="0 0 88 56"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <rect x="1" y="8" width="26" height="40" rx="4" />
      <rect x="33" y="8" width="54" height="40" rx="4" />
      <path d="M30 4v48" strokeDasharray="2 3" />
      <path d="M8 20h12M8 27h8M42 20h26M42 27h18M42 34h22" />
      {settled ? <path d="m70 34 4 4 8-9" stroke="var(--success)" strokeWidth="2" strokeLinecap="round" /> : null}
    </svg>
  )
}
