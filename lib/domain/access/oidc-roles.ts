import { type Role, roles } from './actor'

/** Whoever is in the group has the role in the marketplace. */
export type GroupRule = { group: string; marketplaceId: string; role: Role }

/** "finance=fernhollow:analyst, admins=fernhollow:admin"; null where it cannot be read. */
export function readGroupRules(text: string): GroupRule[] | null {
  const rules = text.split(',').map((part) => {
    const [, group = '', marketplaceId = '', role = ''] = /^\s*([^=]+)=([\w-]+):([a-z]+)\s*$/.exec(part) ?? []
    return { group: group.trim(), marketplaceId, role: role as Role }
  })
  return rules.every(({ group, role }) => group !== '' && roles.includes(role)) ? rules : null
}

/** What the groups say of each marketplace that the rules speak of: a role, or null for none. The first rule that fits counts. */
export function rolesOf(groups: readonly string[], rules: readonly GroupRule[]): Map<string, Role | null> {
  const wanted = new Map<string, Role | null>(rules.map(({ marketplaceId }) => [marketplaceId, null]))
  for (const { group, marketplaceId, role } of rules)
    if (wanted.get(marketplaceId) === null && groups.includes(group)) wanted.set(marketplaceId, role)
  return wanted
}

/** Whether an address belongs to one of the domains, by its whole domain. */
export function isOwnAddress(email: string, domains: readonly string[]): boolean {
  const domain = email.trim().toLowerCase().split('@')
  return domain.length === 2 && domain[0] !== '' && domains.includes(domain[1] ?? '')
}

export const oidcRefusals = ['no_address', 'foreign_address', 'other_subject', 'no_group'] as const
export type OidcRefusal = (typeof oidcRefusals)[number]
