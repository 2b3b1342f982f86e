import { When } from '@/components/moment/when'
import { waitWords } from '@/lib/domain/exceptions/pauses/pause'
import type { Item } from '../[id]/load-item'
import { ResumeButton } from './resume-button'

/** That it is paused, for whom and since when; nothing where it is not. */
export function PauseNote({ item: { row, names, zone, assignDisabled } }: { item: Item }) {
  const [pause] = row.pauses
  if (!pause || pause.endedAt !== null || row.state !== 'waiting') return null
  return (
    <div className="note info line g2 wrap" role="note">
      <span>
        <b>Waits for {waitWords[pause.waitsFor]}.</b> Paused by {names.people.get(pause.beganBy) ?? 'someone who left'},{' '}
        <When at={pause.beganAt} zone={zone} />; it comes back <When at={row.dueAt} zone={zone} /> at the latest. Its
        due time stands still. {pause.note}
      </span>
      <span className="push">
        <ResumeButton id={row.id} version={row.version} disabledReason={assignDisabled} />
      </span>
    </div>
  )
}
