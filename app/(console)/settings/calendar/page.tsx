import type { Metadata } from 'next'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Pairs } from '@/components/ui/pairs'
import { can } from '@/lib/domain/access/can'
import { addWorkingTime } from '@/lib/domain/calendar/working-time'
import { severityNames } from '@/lib/domain/exceptions/exception'
import { urgencyPolicy } from '@/lib/domain/exceptions/policy'
import { listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getCalendar } from '@/lib/server/calendar/queries'
import { calendarWords } from './calendar-form'
import { HoursCard } from './hours-card'

export const metadata: Metadata = { title: 'Calendar' }

/** When the house works, and what that makes of the due times. */
export default async function CalendarPage() {
  const ctx = await requireActor('console.read')
  const [{ hours, version, savedBy, savedAt }, people] = await Promise.all([getCalendar(ctx), listPeople(ctx)])
  const who = people.find(({ id }) => id === savedBy)?.name ?? 'someone who left'
  return (
    <>
      <TopBar
        title="Calendar"
        above={{ href: '/settings', label: 'Settings' }}
        facts={[version === 0 ? 'as everybody begins' : `version ${version}`]}
      />
      <PageBody>
        <div className="cols even">
          <HoursCard
            key={version}
            hours={hours}
            version={version}
            disabledReason={can(ctx.actor, 'calendar.save') ? null : calendarWords.not_permitted}
          />
          <section className="card" aria-labelledby="due-title">
            <header>
              <h2 id="due-title">What is found now is due</h2>
            </header>
            <div className="inner stackv">
              <Pairs
                of={urgencyPolicy.steps.map(({ severity, dueInWorkHours }) => [
                  severityNames[severity],
                  <>
                    <When at={addWorkingTime(hours, ctx.now, dueInWorkHours * 3_600_000)} zone={hours.zone} />,{' '}
                    {dueInWorkHours} h of work
                  </>,
                ])}
              />
              <p className="small mute">
                Times in {hours.zone}. Due times count working time; what is due already stays due when it is. Snoozed
                and paused exceptions come back when work begins.
                {savedAt ? (
                  <>
                    {' '}
                    Saved by {who}, <When at={savedAt} zone={hours.zone} />.
                  </>
                ) : null}
              </p>
            </div>
          </section>
        </div>
      </PageBody>
    </>
  )
}
