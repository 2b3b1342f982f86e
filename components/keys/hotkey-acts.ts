/** What the single keys do. They press what is on the page, so that a key can never do what a button may not. */
export const keyList: readonly (readonly [readonly string[], string])[] = [
  [['J', 'K'], 'Next and previous row'],
  [['↑', '↓'], 'The same, from a row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Back to the list'],
  [['X'], 'Select the row; with Shift, all from the last one to it'],
  [['E'], 'Resolve: what is selected, else the row'],
  [['A'], 'Assign, likewise'],
  [['S'], 'Snooze'],
  [['C'], 'Comment'],
  [['T'], 'Tag: what is selected, else the row'],
  [['/'], 'Find by id'],
  [['F'], 'Filter'],
  [['D'], 'Columns and density'],
  [['V'], 'Keep this view'],
  [
    ['G', 'O'],
    'Go to the overview; E exceptions, L ledger, P payouts, S sync, B books, K bank, N notices, A audit, H settings',
  ],
  [['⌘K'], 'Find anything: an id, an order, a seller, an amount, a page'],
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
  n: '/notices',
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
  // With an item beside the list, opened by itself or by hand, the item follows the focus.
  if (shownItem() && next.closest('[aria-selected="true"]') === null) next.click()
  return true
}

/** The row below the one that lies open, or the one above where it is the last: where work goes on after it. */
export function neighbourRow(): HTMLAnchorElement | null {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-row-link]')].filter((link) =>
    link.checkVisibility(),
  )
  const at = links.findIndex((link) => link.closest('[aria-selected="true"]'))
  return at < 0 ? null : (links[at + 1] ?? links[at - 1] ?? null)
}

/** Selects the row; with `range`, what lies between it and the one before takes the same side. */
export function toggleRow(range: boolean): boolean {
  const row = document.activeElement?.closest('tr') ?? document.querySelector('tr[aria-selected="true"]')
  const box = row?.querySelector<HTMLInputElement>('input[type="checkbox"]')
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: range }))
  return Boolean(box)
}

/** Presses the button that carries the key. What belongs to an item is done to the focused row, never to another one that is shown. */
export function pressHotkey(key: string, go: (href: string) => void): boolean {
  if (!/^[a-z/]$/.test(key)) return false
  // What was selected is meant before what is in focus: its bar stands in sight.
  const forMany = document.querySelector<HTMLElement>(`[data-batch-hotkey="${key}"]`)
  if (forMany) {
    forMany.focus()
    if (forMany instanceof HTMLButtonElement) forMany.click()
    return true
  }
  const row = isOnRow() ? (document.activeElement as HTMLAnchorElement).href : null
  const elsewhere = row && rowAtAct(row, shownItem(), key)
  if (elsewhere) {
    go(elsewhere)
    return true
  }
  const button = document.querySelector<HTMLElement>(`[data-hotkey="${key}"]`)
  button?.focus()
  button?.click()
  return Boolean(button)
}

const itemActs: Record<string, string> = { e: 'resolve', a: 'assign', c: 'comment', s: 'snooze', t: 'tag' }

/** Where the row's own item opens at the act of this key; null when the key is no item's, or that item is the one shown. */
export function rowAtAct(href: string, shown: string | null, key: string): string | null {
  const { pathname, searchParams } = new URL(href, 'http://own')
  const act = itemActs[key]
  if (!act || searchParams.get('item') === shown) return null
  searchParams.set('act', act)
  return `${pathname}?${searchParams}`
}

function shownItem(): string | null {
  const item = document.querySelector<HTMLElement>('.split > .detail[data-item]')
  return item?.checkVisibility() ? (item.dataset.item ?? null) : null
}
