/** What the single keys do. They press what is on the page, so that a key can never do what a button may not. */
export const keyList: readonly (readonly [readonly string[], string])[] = [
  [['J', 'K'], 'Next and previous row'],
  [['Enter'], 'Open the row'],
  [['X'], 'Select the row'],
  [['E'], 'Resolve'],
  [['A'], 'Assign'],
  [['C'], 'Comment'],
  [['/'], 'Filter'],
  [['G', 'O'], 'Go to the overview; E exceptions, L ledger, S sync, B books, A audit'],
  [['?'], 'This list'],
]

const places: Record<string, string> = {
  o: '/overview',
  e: '/exceptions',
  l: '/ledger',
  s: '/sync',
  b: '/books',
  a: '/audit',
}

export function goTo(key: string): boolean {
  const href = places[key]
  const link = href ? document.querySelector<HTMLAnchorElement>(`.side a[href="${href}"]`) : null
  link?.click()
  return link !== null
}

export function moveInQueue(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-row-link]')]
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  const from = at >= 0 ? at : links.findIndex((link) => link.closest('[aria-selected="true"]'))
  const next = links[from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + step))]
  if (!next) return false
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
  // With an item open beside the list, the item follows the focus.
  const follows = document.querySelector('.split[data-open]') && window.matchMedia('(min-width: 1200px)').matches
  if (follows && next.closest('[aria-selected="true"]') === null) next.click()
  return true
}

export function toggleRow(): boolean {
  const row = document.activeElement?.closest('tr') ?? document.querySelector('tr[aria-selected="true"]')
  const box = row?.querySelector<HTMLInputElement>('input[type="checkbox"]')
  box?.click()
  return Boolean(box)
}

/** Presses the button that carries the key; with no item open, opens the focused row at that act. */
export function pressHotkey(key: string): boolean {
  if (!/^[a-z/]$/.test(key)) return false
  const button = document.querySelector<HTMLElement>(`[data-hotkey="${key}"]`)
  if (button) {
    button.focus()
    button.click()
    return true
  }
  const act = document.activeElement?.closest('tr')?.querySelector<HTMLAnchorElement>(`a[data-act="${key}"]`)
  act?.click()
  return Boolean(act)
}
