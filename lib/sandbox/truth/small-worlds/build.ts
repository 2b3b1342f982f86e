import { SmallWorld } from './small-world'

/** A small world, named by the sentence that it tells. */
export function build(name: string, tell: (world: SmallWorld) => void): SmallWorld {
  const world = new SmallWorld(name)
  tell(world)
  return world
}
