import { erasedToken, type PersonalValues, sealedField, splitPersonal } from '@/lib/domain/personal/split-personal'
import type { RawObject } from '@/lib/domain/provider/facts'
import { parseExact } from '@/lib/providers/stripe/wire/exact-json'
import { blindIndex, openBytes, type Place, sealBytes } from '../crypto/seal'

/** Where an event stands in the inbox. */
export type EventKey = { provider: string; livemode: boolean; accountId: string; id: string }
type Named = Pick<EventKey, 'accountId' | 'id'>

/** Whose data lies in an event, and how it is stored once it may no longer lie there. */
export type EventPersons = { personHashes: string[]; personal: PersonalValues | null; erased: () => Buffer }

/** An event is sealed whole, byte for byte as it came: at the door nobody takes it apart. */
export function sealEvent(marketplaceId: string, event: Named, body: Uint8Array): Buffer {
  return sealBytes(placeOf(marketplaceId, event), body)
}

export function openEvent(marketplaceId: string, event: Named, sealed: Buffer): Buffer {
  return openBytes(placeOf(marketplaceId, event), sealed)
}

export function personsIn(marketplaceId: string, event: Named, sealed: Buffer): EventPersons {
  const raw = parseExact(openEvent(marketplaceId, event, sealed).toString('utf8')) as RawObject
  const { clear, personal, emails } = splitPersonal(raw)
  const rest = () => Buffer.from(JSON.stringify({ ...clear, [sealedField]: erasedToken }))
  return {
    personHashes: emails.map((email) => blindIndex(marketplaceId, email)),
    personal,
    erased: () => sealEvent(marketplaceId, event, rest()),
  }
}

function placeOf(marketplaceId: string, { accountId, id }: Named): Place {
  return { marketplaceId, table: 'inbox_event', column: 'body', row: `${accountId}/${id}` }
}
