/** Where the browser is going, and how it came to where it is. Fed by the router, read by the frame. */
export type Going = { href: string; kind: 'page' | 'view' | 'item' }
type Arrival = 'push' | 'replace' | 'traverse'

const besideTheList = ['item', 'act']
const listeners = new Set<() => void>()
let going: Going | null = null
let arrival: Arrival = 'push'

export function watchGoing(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function currentGoing(): Going | null {
  return going
}

export function noGoing(): null {
  return null
}

/** Called by the router at the start of every transition. A link to where one is already changes nothing. */
export function beginGoing(url: string, type: Arrival): void {
  const [from, to] = [new URL(window.location.href), new URL(url, window.location.href)]
  arrival = type
  if (placeOf(from) === placeOf(to)) return
  set({ href: to.pathname, kind: kindOf(from, to) })
}

/** Called when another address stands there. */
export function endGoing(): void {
  set(null)
}

/** Whether the page was come back to: by the browser's own arrows, or by loading it again. */
export function cameBack(): boolean {
  if (arrival === 'traverse') return true
  const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return isFirst() && (load?.type === 'reload' || load?.type === 'back_forward')
}

/** An address without the parameters that do not change the list. */
export function placeOf(url: { pathname: string; search: string }, ignored: readonly string[] = []): string {
  const params = new URLSearchParams(url.search)
  for (const name of ignored) params.delete(name)
  params.sort()
  return `${url.pathname}?${params}`
}

function kindOf(from: URL, to: URL): Going['kind'] {
  if (from.pathname !== to.pathname) return 'page'
  return placeOf(from, besideTheList) === placeOf(to, besideTheList) ? 'item' : 'view'
}

let moved = false

function isFirst(): boolean {
  return !moved
}

function set(next: Going | null): void {
  if (next) moved = true
  going = next
  for (const listener of listeners) listener()
}
