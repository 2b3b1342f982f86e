import {
  erasedToken,
  joinPersonal,
  type PersonalValues,
  sealedField,
  splitPersonal,
} from '@/lib/domain/personal/split-personal'
import type { RawObject } from '@/lib/domain/provider/facts'
import { blindIndex, isSealed, open, type Place, seal } from '../crypto/seal'

/** A raw object fit for a table: personal values under one ciphertext, and the keyed hashes of the addresses in it. */
export type SealedRaw = { raw: RawObject; personHashes: string[] }

/** Tables with a `raw` column, and how their rows are named to the cipher. */
export type RawTable = 'provider_object' | 'balance_transaction' | 'provider_account' | 'inbox_event'

export function rawPlace(marketplaceId: string, table: RawTable, accountId: string, id: string): Place {
  return { marketplaceId, table, column: 'raw', row: `${accountId}/${id}` }
}

/** Seals all personal values of an object in one piece; an object without any stays as it is. */
export function sealRaw(place: Place, raw: RawObject): SealedRaw {
  const { clear, personal, emails } = splitPersonal(raw)
  if (personal === null) return { raw, personHashes: [] }
  const token = seal(place, JSON.stringify(personal))
  return {
    raw: { ...clear, [sealedField]: token },
    personHashes: emails.map((email) => blindIndex(place.marketplaceId, email)),
  }
}

/** The object as it came, for those who may see it. What was erased stays a mark. */
export function openRaw(place: Place, raw: RawObject): RawObject {
  const token = raw[sealedField]
  if (!isSealed(token)) return raw
  return joinPersonal(raw, JSON.parse(open(place, token)) as PersonalValues)
}

/** There is nothing left to open, and nothing else changes. */
export function eraseRaw(raw: RawObject): RawObject {
  return sealedField in raw ? { ...raw, [sealedField]: erasedToken } : raw
}
