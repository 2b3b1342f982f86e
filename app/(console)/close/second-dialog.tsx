'use client'

import { type ReactNode, useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Choices } from '@/components/form/choices'
import { DialogFoot } from '@/components/form/dialog-foot'
import type { FormState } from '@/components/form/form-state'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { reopenReasons, reopenWords } from '@/lib/domain/close/lifecycle'
import { askReopen, confirm, openAgain, withdraw } from './actions'

type Acts = 'confirm' | 'askReopen' | 'openAgain' | 'takeBack' | 'decline'
type SecondDialogProps = {
  act: Acts
  month: string
  scope: string
  /** What the second person was shown. */
  seenHash?: string
  /** Of a request that is taken back or declined: when it was made. */
  askedAt?: Date | null
  disabledReason: string | null
}

const acts: Record<
  Acts,
  { does(form: FormData): Promise<FormState>; word: string; busy: string; title(month: string): string; lead: string }
> = {
  confirm: {
    does: confirm,
    word: 'Close',
    busy: 'Closing …',
    title: (month) => `Close ${month}?`,
    lead: 'Everything is computed once more. If anything changed since it was asked, nothing is closed.',
  },
  askReopen: {
    does: askReopen,
    word: 'Ask to open',
    busy: 'Asking …',
    title: (month) => `Ask for ${month} to be opened again?`,
    lead: 'What was closed stays on record, and it stays closed until a second person opens it.',
  },
  openAgain: {
    does: openAgain,
    word: 'Open again',
    busy: 'Opening …',
    title: (month) => `Open ${month} again?`,
    lead: 'It is closed once more under the next revision.',
  },
  takeBack: {
    does: withdraw,
    word: 'Take back',
    busy: 'Taking back …',
    title: (month) => `Take back what you asked about ${month}?`,
    lead: 'Nobody is asked any more. The month stays as it is.',
  },
  decline: {
    does: withdraw,
    word: 'Decline',
    busy: 'Declining …',
    title: (month) => `Decline what was asked about ${month}?`,
    lead: 'The month stays as it is. That it was asked, and declined, stays in the audit trail.',
  },
}

/** One question, and the act that follows it. */
export function SecondDialog({ act, month, scope, seenHash, askedAt, disabledReason }: SecondDialogProps) {
  const [open, setOpen] = useState(false)
  const { does, word, busy: busyWord, title, lead } = acts[act]
  return (
    <>
      <Button
        variant={act === 'confirm' ? 'primary' : 'plain'}
        disabledReason={disabledReason}
        onClick={() => setOpen(true)}
      >
        {act === 'takeBack' || act === 'decline' ? word : `${word} ${month}`}
      </Button>
      <Modal open={open} onOpenChange={setOpen} title={title(month)} lead={lead}>
        <ActForm act={does} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in stackv">
                <input type="hidden" name="month" value={month} />
                <input type="hidden" name="scope" value={scope} />
                {seenHash ? <input type="hidden" name="seenHash" value={seenHash} /> : null}
                {askedAt ? <input type="hidden" name="askedAt" value={askedAt.toISOString()} /> : null}
                {act === 'askReopen' ? <Reasons /> : null}
                <Refusal state={state} />
              </div>
              <DialogFoot word={word} busyWord={busyWord} busy={busy} />
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}

function Reasons(): ReactNode {
  return (
    <Choices
      name="reason"
      legend="Why"
      choices={reopenReasons.map((value) => ({ value, label: reopenWords[value] }))}
    />
  )
}
