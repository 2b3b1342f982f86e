import Link from 'next/link'
import { formatInstant } from '@/components/moment/instants'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { badCursorSentence } from '@/lib/server/exceptions/cursor'
import type { Queue } from './load-queue'
import { type QueueParams, queueHref } from './search-params'

type FootProps = { queue: Queue; params: QueueParams }

/** Keyset paging: a page costs the same at any depth, so there are neighbours and a first page, no page numbers. */
export function QueueFoot({ queue, params }: FootProps) {
  if (!queue.neighbours) return null
  const { next, previous } = queue.neighbours
  const at = (after: string | null) => queueHref(params, { after, item: null })
  return (
    <Pager
      first={params.after ? at(null) : null}
      previous={previous ? at(previous) : null}
      next={next ? at(next) : null}
    />
  )
}

/** Empty: what is true, what hides the rest, one next step. */
export function QueueBlank({ queue, params }: FootProps) {
  const { open, waiting } = queue.head
  const all = (
    <Link className="btn primary" href="/exceptions">
      {open > 0 ? `Show all ${open.toLocaleString('en-GB')} open` : 'Show all open'}
    </Link>
  )
  if (!queue.neighbours) {
    return (
      <Blank title="This page of the list has moved" settled={false} actions={all}>
        {badCursorSentence}
      </Blank>
    )
  }
  if (queue.neverRead) {
    return (
      <Blank
        title="Stripe has not been read yet"
        settled={false}
        actions={
          <Link className="btn primary" href="/sync">
            Go to sync
          </Link>
        }
      >
        Until then there is nothing that could agree or differ. What differs will stand here.
      </Blank>
    )
  }
  if (params.q) {
    return (
      <Blank title="No exception has this id" actions={all}>
        Open, waiting and settled ones were looked through for “{params.q}”: its number, its object, its payment, its
        account and its seller.
      </Blank>
    )
  }
  const narrowed =
    params.kind.length + params.severity.length + params.tag.length > 0 ||
    params.currency ||
    params.owner ||
    params.age ||
    params.seller ||
    params.owes ||
    params.left !== null ||
    params.month
  if (narrowed || params.view !== 'open') {
    return (
      <Blank title={narrowed ? 'Nothing fits this filter' : blankTitles[params.view]} actions={all}>
        {open.toLocaleString('en-GB')} {open === 1 ? 'exception is' : 'exceptions are'} open
        {waiting > 0 ? ` and ${waiting.toLocaleString('en-GB')} wait for their date` : ''}.
        {narrowed
          ? ' The filter hides them.'
          : params.view === 'today'
            ? ` Today ends ${formatInstant(queue.endOfToday, queue.zone)}.`
            : ''}
      </Blank>
    )
  }
  return (
    <Blank
      title="Nothing needs a person"
      actions={
        <Link className="btn primary" href="/sync">
          See how fresh the data are
        </Link>
      }
    >
      Everything that Stripe and the books have said so far agrees
      {waiting > 0 ? `; ${waiting.toLocaleString('en-GB')} wait for their date` : ''}. What does not agree will stand
      here.
    </Blank>
  )
}

/** An address that names an exception which this marketplace does not have. */
export function NoItem({ params }: { params: QueueParams }) {
  return (
    <div className="detail">
      <Blank
        title="There is no such exception here"
        settled={false}
        actions={
          <Link className="btn" href={queueHref(params, { item: null })} data-back>
            Back to the queue
          </Link>
        }
      >
        The address names “{params.item}”. It may belong to another marketplace, or have been copied in part.
      </Blank>
    </div>
  )
}

const blankTitles = {
  open: 'Nothing needs a person',
  mine: 'Nothing is yours',
  today: 'Nothing is due today',
  waiting: 'Nothing waits for its date',
  resolved: 'Nothing has been settled yet',
} as const
