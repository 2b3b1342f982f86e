import { KeysHint } from './keys-hint'

/** The keys of the queue, in the bar below it. */
export function QueueHints() {
  return (
    <div className="hints">
      <span>
        <kbd>J</kbd>
        <kbd>K</kbd>move
      </span>
      <span>
        <kbd>X</kbd>select
      </span>
      <span>
        <kbd>E</kbd>resolve
      </span>
      <span>
        <kbd>A</kbd>assign
      </span>
      <span>
        <kbd>C</kbd>comment
      </span>
      <span>
        <kbd>/</kbd>filter
      </span>
      <KeysHint />
    </div>
  )
}
