'use client'

import { useState } from 'react'
import { Field, Input, TextArea } from '@/components/form/field'
import { paidWays, paidWayWords } from '@/lib/domain/resolutions/paid-elsewhere'
import type { ActOption } from './act-options'

type ActFieldsProps = {
  options: readonly ActOption[]
  /** What would settle it and cannot be done from here. */
  elsewhere: string | null
  onChosen(option: ActOption): void
}

/** The act first; then what it needs to know, and what it will have changed. */
export function ActFields({ options, elsewhere, onChosen }: ActFieldsProps) {
  const [chosen, setChosen] = useState<ActOption>()
  const choose = (option: ActOption) => {
    setChosen(option)
    onChosen(option)
  }
  return (
    <>
      <fieldset className="field">
        <legend className="mb-1">What is done about it</legend>
        <div className="choices">
          {options.map((option) => (
            <label key={option.value} className="choice">
              <input
                type="radio"
                name="act"
                value={option.value}
                required
                disabled={option.refusal !== null}
                onChange={() => choose(option)}
              />
              <span>
                {option.label}
                {option.needsSecond ? <span className="chip edge ml-2">needs a second person</span> : null}
              </span>
              {option.refusal ? <small>{option.refusal}</small> : null}
            </label>
          ))}
        </div>
      </fieldset>
      {elsewhere ? <p className="small mute">{elsewhere}</p> : null}
      {chosen ? <Particulars option={chosen} /> : null}
      {chosen ? <Changes option={chosen} /> : null}
    </>
  )
}

function Particulars({ option: { act } }: { option: ActOption }) {
  if (act === 'link_by_hand')
    return (
      <Field label="The object at Stripe" hint="Its id, such as ch_…, re_… or tr_….">
        <Input name="objects" maxLength={255} required />
      </Field>
    )
  if (act === 'split_by_hand')
    return (
      <Field label="The objects at Stripe" hint="One id a line. They add up to the entry, to the last cent.">
        <TextArea name="objects" maxLength={10_000} required />
      </Field>
    )
  if (act === 'refund_elsewhere')
    return (
      <>
        <Field label="How">
          <select name="way" className="input" defaultValue="bank_transfer">
            {paidWays.map((way) => (
              <option key={way} value={way}>
                {paidWayWords[way]}
              </option>
            ))}
          </select>
        </Field>
        <Field label="On">
          <Input type="date" name="paidOn" required />
        </Field>
        <Field label="Reference" hint="By which it is found again: of the transfer, or of the credit.">
          <Input name="reference" maxLength={200} required />
        </Field>
      </>
    )
  if (act === 'wait_until')
    return (
      <Field label="Until" hint="It comes back as that day begins (UTC).">
        <Input type="date" name="until" required />
      </Field>
    )
  return null
}

function Changes({ option: { effect, undo, needsSecond } }: { option: ActOption }) {
  return (
    <div className="note" role="status">
      <span className="stackv">
        {effect ? (
          <>
            <span>
              <b>Now:</b> {effect.now}
            </span>
            <span>
              <b>After:</b> {effect.after}
            </span>
          </>
        ) : null}
        {needsSecond ? <span>It is done when somebody else says yes, and not before.</span> : null}
        <span className="mute">{undo}</span>
      </span>
    </div>
  )
}
