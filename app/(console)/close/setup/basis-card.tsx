'use client'

import { ActForm } from '@/components/form/act-form'
import { Choices } from '@/components/form/choices'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { basisWords, type DateBasis, dateBases } from '@/lib/domain/close/period'
import { choose } from './setup-actions'

/** The date by which movements fall into months: chosen before the first posting, and standing from then on. */
export function BasisCard({ basis, disabledReason }: { basis: DateBasis; disabledReason: string | null }) {
  return (
    <section className="card" aria-labelledby="basis">
      <header>
        <h2 id="basis">Date basis</h2>
        <span className="small mute">{basisWords[basis]}</span>
      </header>
      <ActForm act={choose} className="inner stackv">
        {({ state, busy }) => (
          <>
            <Choices
              name="basis"
              legend="A movement falls into a month"
              choices={dateBases.map((value) => ({ value, label: basisWords[value] }))}
              chosen={basis}
            />
            <Refusal state={state} />
            <div className="line">
              <Button type="submit" busy={busy} disabledReason={disabledReason}>
                {busy ? 'Choosing …' : 'Choose'}
              </Button>
            </div>
          </>
        )}
      </ActForm>
    </section>
  )
}
