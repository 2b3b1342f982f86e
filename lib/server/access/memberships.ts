import type { Role } from '@/lib/domain/access/actor'
import type { Db } from '../context'
import { askDoor } from '../db/transaction'

export type Membership = { marketplaceId: string; marketplaceName: string; role: Role; sessionVersion: number }

/** The marketplaces a person belongs to, the oldest membership first. Asked before the tenant is known. */
export function memberships(db: Db, userId: string): Promise<Membership[]> {
  return askDoor<Membership>(
    db,
    `SELECT marketplace_id AS "marketplaceId", marketplace_name AS "marketplaceName", role, session_version AS "sessionVersion"
     FROM door_session($1)`,
    [userId],
  )
}
