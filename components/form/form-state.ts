/** What a server action tells the form that called it. */
export type FormState =
  | { kind: 'idle' }
  | { kind: 'done'; sentence: string; at: number }
  | { kind: 'refused'; sentence: string }

export const idle: FormState = { kind: 'idle' }

export function refusedWith(sentence: string): FormState {
  return { kind: 'refused', sentence }
}
