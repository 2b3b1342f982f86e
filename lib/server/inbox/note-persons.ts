import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { type EventOfPerson, eraseEvents } from '../personal/erase-events'
import { type EventPersons, personsIn } from '../personal/event-body'
import { erasedAmong, recordPersons } from '../personal/person-refs'
import type { WaitingEvent } from './inbox-rows'

export type OpenedEvent = { event: WaitingEvent; persons: EventPersons | null }
export type OpenedEvents = { opened: OpenedEvent[]; shut: { events: WaitingEvent[]; error: string }[] }

/**
 * Opens events to see whose data lies in them. One that does not open fails alone: it may not be called done before
 * somebody knows whom it names. Events from before bodies were sealed whole were noted when they came.
 */
export function openEvents(ctx: Ctx, events: readonly WaitingEvent[]): OpenedEvents {
  const result: OpenedEvents = { opened: [], shut: [] }
  for (const event of events) {
    try {
      const persons = event.body === null ? null : personsIn(ctx.actor.marketplaceId, event, event.body)
      result.opened.push({ event, persons })
    } catch (error) {
      result.shut.push({ events: [event], error: error instanceof Error ? error.message : String(error) })
    }
  }
  return result
}

/**
 * Writes down whose data lies in events that are about to be settled, in the same transaction: what is settled is noted,
 * and an erasure has to open only what is not. Whoever was erased while an event waited is taken out of it.
 */
export async function notePersons(sql: Sql, ctx: Ctx, opened: readonly OpenedEvent[]): Promise<void> {
  const named = opened.flatMap(({ event, persons }) =>
    persons && persons.personHashes.length > 0 ? [{ ...event, persons }] : [],
  )
  const erased = await erasedAmong(
    sql,
    ctx,
    named.flatMap(({ persons }) => persons.personHashes),
  )
  const isErased = ({ persons }: EventOfPerson) => persons.personHashes.some((hash) => erased.has(hash))
  await eraseEvents(sql, ctx, named.filter(isErased))
  await recordPersons(
    sql,
    ctx,
    named
      .filter((event) => !isErased(event))
      .map(({ accountId, id, objectId, persons }) => {
        const moneyKey = moneyKeyOf('stripe', objectId ?? id)
        return { moneyKey, accountId, objectId: id, personHashes: persons.personHashes }
      }),
  )
}
