/** "txn…8sLp": the prefix says what it is, the tail tells it from its neighbours. */
export function shortId(id: string): string {
  const cut = id.indexOf('_')
  if (id.length <= 12) return id
  return `${cut > 0 && cut < 8 ? id.slice(0, cut) : id.slice(0, 4)}…${id.slice(-4)}`
}

export function ShortId({ id }: { id: string }) {
  return (
    <span className="id" title={id}>
      {shortId(id)}
    </span>
  )
}
