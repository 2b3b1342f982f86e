/** What the single keys do. They press what is on the page, so that a key can never do what a button may not. */
export const keyList: readonly (readonly [readonly string[], string])[] = [
  [['J', 'K'], 'Next and previous row'],
  [['↑', '↓'], 'The same, from a row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Back to the list'],
  [['X'], 'Select the row'],
  [['E'], 'Resolve'],
  [['A'], 'Assign'],
  [['C'], 'Comment'],
  [['/'], 'Find by id'],
  [['F'], 'Filter'],
  [['G', 'O'], 'Go to the overview; E exceptions, L ledger, P payouts, S sync, B books, K bank, A audit, H settings'],
  [['?'], 'This list'],
]

const places: Record<string, string> = {
  o: '/overview',
  e: '/exceptions',
  l: '/ledger',
  s: '/sync',
  b: '/books',
  k: '/statements',
  a: '/audit',
  p: '/payouts',
  h: '/settings',
}

export function placeOfKey(key: string): string | undefined {
  return places[key]
}

/** Whether the focus stands on a row: only there do the arrows move rows instead of the page. */
export function isOnRow(): boolean {
  return document.activeElement?.matches('[data-row-link]') ?? false
}

/** From an item to its list: the way back where there is one in sight, else to the row that lies open. */
export function goBack(): boolean {
  const back = document.querySelector<HTMLAnchorElement>('[data-back]')
  if (back?.checkVisibility()) {
    back.click()
    return true
  }
  const row = document.querySelector<HTMLAnchorElement>('tr[aria-selected="true"] [data-row-link]')
  if (!row || isOnRow()) return false
  row.focus()
  return true
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
