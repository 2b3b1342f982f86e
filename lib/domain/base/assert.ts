/** A failed assertion is a bug: it is thrown and never caught midway. For expected refusals use `Result`. */
export class Bug extends Error {
  override name = 'Bug'
}

/** Throws a `Bug` unless `condition` holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message)
}

/** Marks the place where every case of a union has been handled: the compiler complains when one is missing. */
export function unreachable(value: never): never {
  throw new Bug(`not handled: ${JSON.stringify(value)}`)
}
