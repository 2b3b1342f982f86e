'use client'

import { ActForm } from '@/components/form/act-form'
import { Field, Input, TextArea } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { clockOf, type WorkCalendar } from '@/lib/domain/calendar/work-calendar'
import { save } from './actions'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type HoursCardProps = { hours: WorkCalendar; version: number; disabledReason: string | null }

/** When the house works, to be changed by those who may. A refusal leaves what was written. */
export function HoursCard({ hours, version, disabledReason }: HoursCardProps) {
  const fixed = disabledReason !== null
  return (
    <ActForm act={save} className="card">
      {({ state, busy }) => (
        <>
          <header>
            <h2>When the house works</h2>
          </header>
          <div className="inner stackv">
            <input type="hidden" name="version" value={version} />
            <Field label="Time zone" hint="By its name: Europe/Berlin, America/New_York, UTC.">
              <Input name="zone" defaultValue={hours.zone} disabled={fixed} autoComplete="off" required />
            </Field>
            <fieldset className="field">
              <legend className="mb-1">Days of work</legend>
              <div className="choices two">
                {weekdays.map((name, at) => (
                  <label key={name} className="choice">
                    <input
                      type="checkbox"
                      className="check"
                      name="weekday"
                      value={at + 1}
                      defaultChecked={hours.weekdays.includes(at + 1)}
                      disabled={fixed}
                    />
                    <span>{name}</span>
                  </label>
                ))}
              </div>
            </fieldset>
            <div className="line g2">
              <Field label="From">
                <Input
                  type="time"
                  name="fromMinute"
                  defaultValue={clockOf(hours.fromMinute)}
                  disabled={fixed}
                  required
                />
              </Field>
              <Field label="To">
                <Input type="time" name="toMinute" defaultValue={clockOf(hours.toMinute)} disabled={fixed} required />
              </Field>
            </div>
            <Field label="Holidays" hint="One on a line: 2026-12-25 Christmas Day.">
              <TextArea name="holidays" rows={8} defaultValue={hours.holidays.join('\n')} disabled={fixed} />
            </Field>
            <Refusal state={state} />
            <div>
              <Button type="submit" variant={fixed ? 'plain' : 'primary'} busy={busy} disabledReason={disabledReason}>
                Save
              </Button>
            </div>
          </div>
        </>
      )}
    </ActForm>
  )
}
