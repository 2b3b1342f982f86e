import type { Db } from '../context'
import { askDoor } from '../db/transaction'

/** Every marketplace of the installation: for the worker, which serves them all. */
export async function marketplaceIds(db: Db): Promise<string[]> {
  return (await askDoor<{ id: string }>(db, 'SELECT id FROM door_marketplaces()', [])).map((row) => row.id)
}
