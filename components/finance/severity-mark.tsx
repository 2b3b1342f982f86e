export const severities = ['low', 'medium', 'high', 'critical'] as const
export type SeverityName = (typeof severities)[number]

const words: Record<SeverityName, string> = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' }

export function severityWord(severity: SeverityName): string {
  return words[severity]
}

/** One, two or three bars; critical is an octagon. The shape says it, the colour repeats it. */
export function SeverityMark({ severity }: { severity: SeverityName }) {
  const label = words[severity]
  if (severity === 'critical') {
    return (
      <svg className="sev" viewBox="0 0 14 14" role="img" aria-label={label}>
        <path className="oct" d="M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5z" />
        <path className="bang" d="M6.2 3.5h1.6V8H6.2zM6.2 9.2h1.6v1.6H6.2z" />
      </svg>
    )
  }
  const bars = severities.indexOf(severity) + 1
  return (
    <svg className={`sev ${severity}`} viewBox="0 0 14 14" role="img" aria-label={label}>
      <rect className="on" x="1.5" y="8" width="3" height="4" rx="1" />
      <rect className={bars > 1 ? 'on' : ''} x="5.5" y="5" width="3" height="7" rx="1" />
      <rect className={bars > 2 ? 'on' : ''} x="9.5" y="2" width="3" height="10" rx="1" />
    </svg>
  )
}
