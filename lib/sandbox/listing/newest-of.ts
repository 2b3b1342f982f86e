/** Stripe shows so many inside their owner; the rest only in the list of their own. */
const SHOWN = 10

type Listed<T> = { object: 'list'; data: T[]; has_more: boolean; url: string }

/** The list that stands inside an object after one more: the ten newest, the newest first. */
export function newestOf<T>(before: Listed<T>, added: T): Listed<T> {
  const data = [added, ...before.data]
  return { ...before, data: data.slice(0, SHOWN), has_more: before.has_more || data.length > SHOWN }
}
