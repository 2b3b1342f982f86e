'use client'

import { type ReactNode, useState } from 'react'
import { ActForm } from '../form/act-form'
import { DialogFoot } from '../form/dialog-foot'
import { Field, Input } from '../form/field'
import type { FormState } from '../form/form-state'
import { Refusal } from '../form/refusal'
import { Button } from '../ui/button'
import { Modal } from './modal'

/** `once`: stands in this answer and nowhere else. */
export type OnceState = FormState & { once?: string }

type ShownOnceProps = {
  /** On the button that opens it. */
  label: string
  disabledReason: string | null
  act(form: FormData): Promise<OnceState>
  asks: { title: string; word: string; children: ReactNode }
  shows: { title: string; label: string; hint: string }
}

/** Asks for what is to be made, and then shows its secret this once, to be taken along. */
export function ShownOnce({ label, disabledReason, act, asks, shows }: ShownOnceProps) {
  const [open, setOpen] = useState(false)
  const [once, setOnce] = useState<string>()
  const close = (next: boolean) => {
    setOpen(next)
    if (!next) setOnce(undefined)
  }
  const send = async (form: FormData) => {
    const { once: made, ...answer } = await act(form)
    if (made) setOnce(made)
    return answer
  }
  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => close(true)}>
        {label}
      </Button>
      <Modal open={open} onOpenChange={close} title={once ? shows.title : asks.title}>
        {once ? (
          <div className="in pb-5 stackv">
            <Field label={shows.label} hint={shows.hint}>
              <Input readOnly value={once} onFocus={(event) => event.currentTarget.select()} />
            </Field>
            <div>
              <Button variant="primary" onClick={() => close(false)}>
                I have it
              </Button>
            </div>
          </div>
        ) : (
          <ActForm act={send}>
            {({ state, busy }) => (
              <>
                <div className="in">
                  {asks.children}
                  <Refusal state={state} />
                </div>
                <DialogFoot word={asks.word} busyWord="Making …" busy={busy} />
              </>
            )}
          </ActForm>
        )}
      </Modal>
    </>
  )
}
