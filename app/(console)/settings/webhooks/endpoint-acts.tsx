'use client'

import { Field, Input } from '@/components/form/field'
import { OneAct } from '@/components/form/one-act'
import { ShownOnce } from '@/components/overlay/shown-once'
import { again, change, make, test } from './actions'

type EndpointDialogProps = { types: readonly { type: string; says: string }[]; disabledReason: string | null }

/** Where events are sent, and which; the secret is shown this once. */
export function EndpointDialog({ types, disabledReason }: EndpointDialogProps) {
  return (
    <ShownOnce
      label="Make an endpoint…"
      disabledReason={disabledReason}
      act={make}
      asks={{
        title: 'Where are events sent?',
        word: 'Make the endpoint',
        children: (
          <>
            <Field label="Address" hint="https, reachable from the internet.">
              <Input name="url" type="url" maxLength={2000} autoComplete="off" required />
            </Field>
            <fieldset className="field">
              <legend className="mb-1">Events</legend>
              <div className="choices two">
                {types.map(({ type, says }) => (
                  <label key={type} className="choice">
                    <input
                      type="checkbox"
                      className="check"
                      name="type"
                      value={type}
                      defaultChecked={type.startsWith('exception.')}
                    />
                    <span>
                      {type} <small className="mute">{says}</small>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          </>
        ),
      }}
      shows={{
        title: 'Keep this secret',
        label: 'The secret',
        hint: 'Every message is signed with it. It is shown this once.',
      }}
    />
  )
}

export function EndpointActs({ id, host, isActive }: { id: string; host: string; isActive: boolean }) {
  const said = (word: string) => (
    <>
      {word}
      <span className="sr"> {host}</span>
    </>
  )
  return (
    <span className="line g1 wrap justify-end">
      <OneAct act={test} given={{ id }} label={said('Send a test')} disabledReason={isActive ? null : 'It rests.'} />
      <OneAct
        act={change}
        given={{ id, state: isActive ? 'paused' : 'active' }}
        label={said(isActive ? 'Pause' : 'Go on')}
        disabledReason={null}
      />
      <OneAct act={change} given={{ id, state: 'removed' }} label={said('Remove')} disabledReason={null} />
    </span>
  )
}

export function AgainButton({ id, type }: { id: string; type: string }) {
  const label = (
    <>
      Send again<span className="sr"> {type}</span>
    </>
  )
  return <OneAct act={again} given={{ id }} label={label} atEnd disabledReason={null} />
}
