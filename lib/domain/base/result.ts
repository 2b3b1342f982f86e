/** An expected refusal is a value: the caller turns `reason` into a sentence with an exhaustive switch. */
export type Refusal<R extends string> = { readonly ok: false; readonly reason: R }
export type Success<T> = { readonly ok: true; readonly value: T }
export type Result<T, R extends string> = Success<T> | Refusal<R>

/** One answer for the button (`disabledReason`) and for the command (refusal). */
export type Verdict<R extends string> = Result<void, R>

/** The act was done; without an argument, when there is nothing to hand back. */
export function ok(): Success<void>
export function ok<T>(value: T): Success<T>
export function ok(value?: unknown): Success<unknown> {
  return { ok: true, value }
}

/** The act was refused, for one of the reasons that the noun declares. */
export function refuse<const R extends string>(reason: R): Refusal<R> {
  return { ok: false, reason }
}
