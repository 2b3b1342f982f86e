import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { failEvents, foreignEvents, settleEvents } from './inbox-rows'
import { notePersons, openEvents } from './note-persons'

const eventsPerStep = 500

/** Sets aside what came for a mode that this marketplace has no connection for. What does not open is tried once in a run. */
export async function keepForeign(ctx: Ctx): Promise<void> {
  const skip: string[] = []
  for (;;) {
    const { events, failed } = await commit(ctx, async (sql) => {
      const foreign = await foreignEvents(sql, ctx, eventsPerStep, skip)
      const { opened, shut } = openEvents(ctx, foreign)
      await notePersons(sql, ctx, opened)
      const kept = opened.map(({ event }) => event)
      await settleEvents(sql, ctx, kept, 'kept')
      for (const { events, error } of shut) await failEvents(sql, ctx, events, error)
      return { events: foreign.length, failed: shut.flatMap(({ events }) => events) }
    })
    if (events === 0) return
    skip.push(...failed.map(({ accountId, id }) => `${accountId}/${id}`))
  }
}
