/** A month's life. It opens by itself; two people close it, and two people open it again. */
export const periodStates = ['open', 'asked', 'closed', 'reopen_asked'] as const
export type PeriodState = (typeof periodStates)[number]

const next = {
  open: ['asked'],
  asked: ['asked', 'closed', 'open'], // asked anew where something changed in between
  closed: ['reopen_asked'],
  reopen_asked: ['open', 'closed'],
} satisfies Record<PeriodState, PeriodState[]>

export function mayBecome(from: PeriodState, to: PeriodState): boolean {
  return (next[from] as readonly PeriodState[]).includes(to)
}

/** While a reopening is asked for, the month is still closed. */
export function isClosed(state: PeriodState): boolean {
  return state === 'closed' || state === 'reopen_asked'
}

export const stateWords: Record<PeriodState, string> = {
  open: 'Open',
  asked: 'Waits for a second person',
  closed: 'Closed',
  reopen_asked: 'Closed, reopening asked for',
}
