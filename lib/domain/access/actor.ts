export type Role = 'analyst' | 'compliance' | 'executive' | 'support' | 'admin'
export const roles: readonly Role[] = ['analyst', 'compliance', 'executive', 'support', 'admin']

/** Who acts, and for which marketplace. Made only at the doors. */
export type Actor =
  | { kind: 'user'; id: string; marketplaceId: string; role: Role }
  | { kind: 'apiKey' | 'provider' | 'job' | 'sellerLink'; id: string; marketplaceId: string }
