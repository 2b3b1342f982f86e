'use client'

import { ActForm, FormEnd } from '@/components/form/act-form'
import { Field, Input, TextArea } from '@/components/form/field'
import { type Limits, limitedActs, limitedRoles } from '@/lib/domain/limits/limits'
import { actWords, hoursFrom, hoursTo } from '@/lib/domain/limits/limits-input'
import { roleWords } from '../../role-words'
import { draft } from './actions'
import { ownLines } from './limit-words'

type LimitsFormProps = { held: Limits; today: string; disabledReason: string | null }

/** Begins with what holds: who changes one number sends all the others as they are. */
export function LimitsForm({ held, today, disabledReason }: LimitsFormProps) {
  return (
    <ActForm act={draft} className="stackv">
      {({ state, busy }) => (
        <>
          {limitedActs.map((act) => (
            <fieldset key={act} className="stackv">
              <legend className="small mb-2">{actWords[act]}, up to (USD)</legend>
              <div className="line wrap">
                {limitedRoles[act].map((role) => (
                  <Field key={role} label={roleWords[role].name}>
                    <Input
                      name={`${act}.${role}`}
                      inputMode="numeric"
                      className="w-28 text-right"
                      placeholder={act === 'write_off_alone' ? '0' : 'any'}
                      defaultValue={String(held.general[act][role] ?? 0n).replace('any', '')}
                    />
                  </Field>
                ))}
              </div>
            </fieldset>
          ))}
          <Field
            label="Currencies with bounds of their own"
            hint="A line each, in the currency’s own units: write_off_alone, analyst, CHF, 90"
          >
            <TextArea name="own" rows={4} spellCheck={false} className="font-mono" defaultValue={ownLines(held)} />
          </Field>
          <div className="line wrap">
            <Field label="A request stands for (hours)">
              <Input
                type="number"
                name="hours"
                min={hoursFrom}
                max={hoursTo}
                defaultValue={held.expiresAfterHours}
                required
              />
            </Field>
            <Field label="To hold from">
              <Input type="date" name="from" min={today} defaultValue={today} required />
            </Field>
          </div>
          <FormEnd state={state} busy={busy} label="Keep the draft" disabledReason={disabledReason} />
        </>
      )}
    </ActForm>
  )
}
