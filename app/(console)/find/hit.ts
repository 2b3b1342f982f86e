import { navGroups } from '@/components/navigation/places'

export const hitGroups = ['Exceptions', 'Money', 'Sellers', 'Payouts', 'Go to', 'Do'] as const
/** A place that the words lead to. */
export type Hit = { group: (typeof hitGroups)[number]; label: string; detail: string; href: string }

const acts: readonly Hit[] = [
  ['Resolve what is due today', 'the queue, by date', '/exceptions?view=today'],
  ['What is mine', 'the queue, by owner', '/exceptions?view=mine'],
  ['Sync with Stripe now', 'reads what is new', '/sync'],
  ['Import book entries', 'a CSV of your own books', '/books'],
  ['Import a bank statement', 'camt.053, MT940 or CSV', '/statements'],
  ['Enter exchange rates', 'for matches across currencies', '/matching/rates'],
  ['Draft a rule', 'for what is always resolved alike', '/exceptions/rules'],
  ['Close a month', 'by two people', '/close'],
  ['Verify the audit chain', 'every row, in this browser', '/audit'],
].map(([label = '', detail = '', href = '']) => ({ group: 'Do', label, detail, href }))

const places: readonly Hit[] = [
  ...navGroups.flatMap(({ title, places: inGroup }) =>
    inGroup.map(({ href, label }) => ({ group: 'Go to' as const, label, detail: title ?? 'Money', href })),
  ),
  { group: 'Go to', label: 'Payouts', detail: 'Money', href: '/payouts' },
  { group: 'Go to', label: 'Matching policy', detail: 'Data', href: '/matching/policies' },
  { group: 'Go to', label: 'Acts at Stripe', detail: 'Approvals', href: '/approvals/intents' },
  { group: 'Go to', label: 'Exports', detail: 'House', href: '/exports/jobs' },
  { group: 'Go to', label: 'Causes', detail: 'Exceptions', href: '/exceptions/causes' },
]

/** Pages and acts that the words name; all pages where nothing was typed yet. */
export function placesFor(words: string): Hit[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return [...places]
  const has = ({ label, detail }: Hit) => `${label} ${detail}`.toLowerCase().includes(wanted)
  return [...places, ...acts].filter(has).slice(0, 8)
}
