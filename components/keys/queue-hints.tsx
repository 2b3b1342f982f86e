import { KeysHint } from './keys-hint'

const hints: readonly (readonly [keys: string, what: string])[] = [
  ['JK', 'move'],
  ['X', 'select'],
  ['E', 'resolve'],
  ['A', 'assign'],
  ['S', 'snooze'],
  ['F', 'filter'],
  ['/', 'find'],
]

/** The keys of the queue, in the bar below it. */
export function QueueHints() {
  return (
    <div className="hints">
      {hints.map(([keys, what]) => (
        <span key={what}>
          {[...keys].map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
          {what}
        </span>
      ))}
      <KeysHint />
    </div>
  )
}
