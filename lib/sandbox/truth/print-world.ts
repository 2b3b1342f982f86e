import { parseArgs } from 'node:util'
import { sceneOf } from '../audit/scene'
import { createWorld, runTo, truthOf } from '../world/world'
import { bankPairsOf, bankTiesOf } from './bank/pairs'

/**
 * Prints one lived world as JSON on standard output, in the shape of a small world: what may be seen of it from outside,
 * what is to be found in it, and which lines of its bank belong to which movement. `--seed 1 --sellers 40 --hours 576 --plant-rate 0.3`
 */
const text = { type: 'string' } as const
const { values } = parseArgs({ options: { seed: text, sellers: text, hours: text, 'plant-rate': text } })
const [seed, sellers, hours] = [values.seed ?? 1, values.sellers ?? 40, values.hours ?? 576].map(Number) as [
  number,
  number,
  number,
]
const world = createWorld({
  seed,
  sellers,
  days: Math.ceil(hours / 24),
  plantRate: Number(values['plant-rate'] ?? 0.3),
})
runTo(world, hours)
const { now, ...scene } = sceneOf(world)
const name = `seed ${seed}, ${sellers} sellers, ${hours} hours`
const { expected } = truthOf(world)
const known = { expected, bankPairs: bankPairsOf(world), bankTies: bankTiesOf(world) }
process.stdout.write(`${JSON.stringify({ name, now: new Date(now * 1000).toISOString(), ...scene, ...known })}\n`)
