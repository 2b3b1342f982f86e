import type { EventFact, RawObject } from '@/lib/domain/provider/facts'
import { instantOf, NotUnderstood, objectAt, optionalText, refOf, textOf } from '../wire/read-field'

/** An event of a connected account carries `account` and belongs to it; one without belongs to the platform. */
export function factsFromEvent(raw: RawObject, ownAccountId: string): EventFact {
  if (raw.object !== 'event') throw new NotUnderstood('this is no event')
  const data = objectAt(raw, 'data')
  const object = data && objectAt(data, 'object')
  const objectType = object && optionalText(object, 'object')
  return {
    provider: 'stripe',
    livemode: raw.livemode === true,
    accountId: optionalText(raw, 'account') ?? ownAccountId,
    id: textOf(raw, 'id'),
    type: textOf(raw, 'type'),
    created: instantOf(raw, 'created'),
    objectType,
    objectId: object && optionalText(object, 'id'),
    parentId: object && parentFor(objectType, object),
    raw,
  }
}

/** Some objects can only be read through another one. */
function parentFor(objectType: string | null, object: RawObject): string | null {
  if (objectType === 'fee_refund') return refOf(object, 'fee')
  return objectType === 'transfer_reversal' ? refOf(object, 'transfer') : null
}
