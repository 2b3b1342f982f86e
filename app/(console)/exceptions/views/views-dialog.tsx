'use client'

import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { keep } from './actions'
import type { QueueView } from './load-views'
import { ViewLine } from './view-line'

type ViewsDialogProps = {
  views: readonly QueueView[]
  query: string
  shareDisabled: string | null
  open: boolean
  onOpenChange(open: boolean): void
}

/** Keep what is shown under a name; below it what is kept already. */
export function ViewsDialog({ views, query, shareDisabled, open, onOpenChange }: ViewsDialogProps) {
  const same = views.find((view) => view.current)
  return (
    <Modal open={open} onOpenChange={onOpenChange} title="Which view of the queue?">
      <ActForm act={keep} onDone={() => onOpenChange(false)}>
        {({ state, busy }) => (
          <div className="in">
            <input type="hidden" name="query" value={query} />
            <Field
              label="Keep what is shown now as"
              hint={
                same
                  ? `It is kept as “${same.name}” already.`
                  : 'Filter, order, columns and density. Its link can be sent to colleagues.'
              }
            >
              <Input name="name" maxLength={60} required autoComplete="off" />
            </Field>
            <div className="line g3">
              <label className="line g1">
                <input type="checkbox" className="check" name="pinned" defaultChecked /> As a tab of mine
              </label>
              <label className="line g1" title={shareDisabled ?? undefined}>
                <input type="checkbox" className="check" name="shared" disabled={shareDisabled !== null} /> For
                everybody here
              </label>
              <Button type="submit" variant="primary" busy={busy}>
                Keep
              </Button>
            </div>
            {shareDisabled ? <p className="small faint">{shareDisabled}</p> : null}
            <Refusal state={state} />
          </div>
        )}
      </ActForm>
      <div className="in pb-5">
        {views.length === 0 ? (
          <p className="small mute">Nothing is kept yet.</p>
        ) : (
          <ul className="kept-views" aria-label="Kept views">
            {views.map((view) => (
              <ViewLine key={view.id} view={view} query={query} go={() => onOpenChange(false)} />
            ))}
          </ul>
        )}
      </div>
    </Modal>
  )
}
