import type { Role } from '@/lib/domain/access/actor'

export type DemoPerson = { email: string; name: string; role: Role; marketplaceId: string }

export const demoMarketplace = {
  id: 'fernhollow',
  name: 'Fernhollow Market',
  reportingZone: 'Europe/Berlin',
  reportingCurrency: 'eur',
}
export const secondMarketplace = {
  id: 'saltmarsh',
  name: 'Saltmarsh Bazaar',
  reportingZone: 'Europe/London',
  reportingCurrency: 'gbp',
}

/** Invented people, one for each role, and one of a second, empty marketplace; the administrator works in both. */
export const demoPeople: readonly DemoPerson[] = [
  { email: 'ana@fernhollow.example', name: 'Ana Quill', role: 'analyst', marketplaceId: 'fernhollow' },
  { email: 'cleo@fernhollow.example', name: 'Cleo Marsh', role: 'compliance', marketplaceId: 'fernhollow' },
  { email: 'eve@fernhollow.example', name: 'Eve Rowan', role: 'executive', marketplaceId: 'fernhollow' },
  { email: 'sue@fernhollow.example', name: 'Sue Larch', role: 'support', marketplaceId: 'fernhollow' },
  { email: 'adam@fernhollow.example', name: 'Adam Thorne', role: 'admin', marketplaceId: 'fernhollow' },
  { email: 'adam@fernhollow.example', name: 'Adam Thorne', role: 'analyst', marketplaceId: 'saltmarsh' },
  { email: 'other@saltmarsh.example', name: 'Ola Reed', role: 'analyst', marketplaceId: 'saltmarsh' },
]
