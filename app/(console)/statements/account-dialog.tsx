'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { addAccount } from './actions'

/** A bank account, so that its statements are recognised. */
export function AccountDialog({ disabledReason }: { disabledReason: string | null }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => setOpen(true)}>
        Add a bank account
      </Button>
      <Modal open={open} onOpenChange={setOpen} title="Which bank account?">
        <ActForm act={addAccount} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in stackv">
                <Field label="Name">
                  <Input name="name" maxLength={100} required />
                </Field>
                <Field label="IBAN or number" hint="Kept sealed; only the last four digits are shown.">
                  <Input name="number" maxLength={60} autoComplete="off" required />
                </Field>
                <Field label="Currency" hint="An account of several currencies is added once for each.">
                  <Input name="currency" maxLength={3} placeholder="EUR" required />
                </Field>
                <Field label="Legal entity" hint="If there are several.">
                  <Input name="legalEntity" maxLength={200} />
                </Field>
                <Field label="Stripe account whose payouts land here" hint="acct_…, if they do.">
                  <Input name="payoutsOfAccount" maxLength={100} autoComplete="off" />
                </Field>
                <Refusal state={state} />
              </div>
              <DialogFoot word="Add" busyWord="Adding …" busy={busy} />
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}
