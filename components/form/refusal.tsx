import { FieldError } from './field'
import type { FormState } from './form-state'

/** Why it was not done, where it was asked for. A session that ended is renewed beside the page, not instead of it. */
export function Refusal({ state }: { state: FormState }) {
  if (state.kind !== 'refused') return <FieldError />
  return (
    <FieldError>
      <span>
        {state.sentence}
        {state.signedOut ? (
          <>
            {' '}
            <a className="link" href="/sign-in" target="_blank" rel="noreferrer">
              Sign in in a new tab
            </a>
            , then press again here.
          </>
        ) : null}
        {state.prove ? (
          <>
            {' '}
            <a className="link" href="/settings/prove" target="_blank" rel="noreferrer">
              Show it in a new tab
            </a>
            , then press again here.
          </>
        ) : null}
      </span>
    </FieldError>
  )
}
