import { randomOf } from '../world/random'
import { mint } from '../world/record'
import type { World } from '../world/state'
import type { Family } from './family'
import { sell } from './sale'

/** The buyer is charged a second time for the same order, and the books know one sale. */
export function sellAgain(world: World, family: Family): void {
  const again: Family = {
    ...family,
    key: `${family.key}/again`,
    charge: mint(world, 'ch', `${family.key}/again`),
    intent: mint(world, 'pi', `${family.key}/again`),
    mutation: null,
    unbooked: true,
    chargedAt: family.chargedAt + randomOf(world.options.seed, `again/${family.key}`).between(15, 400),
  }
  world.agenda.add(again.chargedAt, () => {
    sell(world, again)
    const { account, charge } = family
    world.plants.push({ mutation: 'charged_twice', account, charge, second: again.charge })
  })
}
