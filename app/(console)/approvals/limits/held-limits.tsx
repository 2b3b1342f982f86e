import { When } from '@/components/moment/when'
import { RowsTable } from '@/components/table/rows-table'
import { type LimitedAct, type Limits, limitedActs, limitedRoles } from '@/lib/domain/limits/limits'
import { actWords } from '@/lib/domain/limits/limits-input'
import { say } from '@/lib/domain/limits/say-changes'
import { roleWords } from '../../role-words'
import { whichLimits } from './limit-words'

type Line = { act: LimitedAct; currency: string | null }

/** What holds now, an act a line and a role a column. */
export function HeldLimits({ limits, zone }: { limits: Limits; zone: string }) {
  const lines = limitedActs.flatMap((act): Line[] => [
    { act, currency: null },
    ...Object.keys(limits.own[act] ?? {})
      .sort()
      .map((currency) => ({ act, currency })),
  ])
  const bounds = ({ act, currency }: Line) =>
    currency === null ? limits.general[act] : (limits.own[act]?.[currency] ?? {})
  const unit = ({ currency }: Line) => ` ${currency?.toUpperCase() ?? 'USD'}`
  const roles = limitedRoles.answer_write_off
  return (
    <section className="card" aria-labelledby="held">
      <header>
        <h2 id="held">What holds</h2>
        <span className="push faint small nowrap">
          {whichLimits(limits)}
          {limits.version === 0 ? null : (
            <>
              , from <When at={limits.from} zone={zone} />
            </>
          )}
        </span>
      </header>
      <RowsTable<Line>
        caption="Limits that hold"
        rows={lines}
        keyOf={({ act, currency }) => `${act} ${currency}`}
        columns={[
          {
            head: 'What',
            names: true,
            cell: ({ act, currency }) => (currency ? `… in ${currency.toUpperCase()}` : actWords[act]),
          },
          ...roles.map((role) => ({
            head: roleWords[role].name,
            className: 'r nowrap',
            cell: (line: Line) =>
              limitedRoles[line.act].some((one) => one === role) ? say(bounds(line)[role], unit(line)) : '–',
          })),
        ]}
      />
      <p className="inner small mute pt-3">
        In dollars, or about as much of another currency unless it has a line of its own. A request for a second person
        stands for {limits.expiresAfterHours} hours.
      </p>
    </section>
  )
}
