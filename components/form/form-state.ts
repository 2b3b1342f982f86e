/** What a server action tells the form that called it. A refusal hands back what was typed: nothing is lost. */
export type FormState =
  | { kind: 'idle' }
  | { kind: 'done'; sentence: string }
  | { kind: 'refused'; sentence: string; kept: Record<string, string> }

export const idle: FormState = { kind: 'idle' }

export function done(sentence: string): FormState {
  return { kind: 'done', sentence }
}

export function refusedWith(sentence: string, form?: FormData): FormState {
  const kept: Record<string, string> = {}
  form?.forEach((value, name) => {
    if (typeof value === 'string' && !name.startsWith('$')) kept[name] = value
  })
  return { kind: 'refused', sentence, kept }
}

export function keptOf(state: FormState, name: string): string | undefined {
  return state.kind === 'refused' ? state.kept[name] : undefined
}
