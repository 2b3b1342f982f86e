import { Tabs } from '@/components/ui/tabs'

const places = [
  { href: '/ledger', label: 'Trial balance' },
  { href: '/ledger/accounts', label: 'Accounts' },
  { href: '/ledger/proof', label: 'Proof' },
  { href: '/ledger/reports', label: 'Stripe’s reports' },
  { href: '/ledger/transactions', label: 'Balance transactions' },
  { href: '/payouts', label: 'Payouts' },
]

export function LedgerTabs({ at }: { at: string }) {
  return <Tabs label="Ledger" bare tabs={places.map((place) => ({ ...place, current: place.href === at }))} />
}
