import { reconcileAll } from '@/lib/server/reconciliation/reconcile-all'
import type { Ground } from '../../ground'
import { watchMemory } from '../../material/peak-memory'
import { makeTwoSides } from '../../material/two-sides'
import { elapsedMs, expectCount, note, print, rate, scaled } from '../../measure'

/** Ten million legs against ten million entries, one in a hundred different: with every rule, decided and written, once. */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('match-large')
  let sides = { legs: 0, entries: 0, defects: 0 }
  const madeMs = await elapsedMs(async () => {
    sides = await makeTwoSides(field, scaled(10_000_000, 20_000))
  })
  note(`${sides.legs} legs, ${sides.entries} entries, ${sides.defects} differ, made in ${Math.round(madeMs / 1000)} s`)
  const memory = await watchMemory(field.admin)
  const value = await rate(sides.legs + sides.entries, async () =>
    expectCount('exceptions', (await reconcileAll(field.ctx)).opened, sides.defects),
  )
  const peak = await memory.stop()
  const name = `match of ${sides.legs} legs and ${sides.entries} entries, decided and written`
  print({ name, value, unit: 'rows/s' })
  print({ name: `${name}, memory of Node and Postgres together`, value: peak, unit: 'MB', target: { atMost: 4096 } })
  await field.close()
}
