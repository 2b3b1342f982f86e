export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : (words[0]?.[1] ?? '')
  return (first + last).toUpperCase()
}

export function Avatar({ name }: { name: string | null }) {
  if (!name) {
    return (
      <span className="av none" title="No one">
        <span aria-hidden="true">+</span>
        <span className="sr">No one</span>
      </span>
    )
  }
  return (
    <span className="av" title={name}>
      <span aria-hidden="true">{initials(name)}</span>
      <span className="sr">{name}</span>
    </span>
  )
}
