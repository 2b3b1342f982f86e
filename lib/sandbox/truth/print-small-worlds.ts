import { smallWorlds } from './small-worlds/all'

/** Prints every small world as JSON on standard output: what may be seen of it, and what is to be found in it. */
const printed = smallWorlds.map((world) => {
  const { now, ...scene } = world.scene()
  return { name: world.name, now: new Date(now * 1000).toISOString(), ...scene, expected: world.expected }
})
process.stdout.write(`${JSON.stringify(printed, null, 1)}\n`)
