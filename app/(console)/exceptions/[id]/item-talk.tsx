import { Check } from 'lucide-react'
import Link from 'next/link'
import { Talk } from '@/components/record/talk'
import { Trail } from '@/components/record/trail'
import { attachSentences } from '@/lib/domain/exceptions/attachments/can-attach'
import { FileList } from '../attachments/file-list'
import { CommentForm } from '../talk/comment-form'
import type { Item } from './load-item'

/** What people said, and what the chain says was done. */
export function ItemTalk({ item, focus }: { item: Item; focus: boolean }) {
  const { row, comments, trail, zone, commentDisabled } = item
  return (
    <div className="duo">
      <section aria-labelledby="talk-title">
        <div className="sec">
          <h2 id="talk-title">Comments</h2>
          <span className="faint">{comments.length}</span>
        </div>
        <Talk comments={comments} zone={zone} />
        <FileList
          key={`${row.id} files`}
          exceptionId={row.id}
          files={item.files}
          disabledReason={commentDisabled === null ? null : attachSentences.not_permitted}
        />
        <CommentForm key={row.id} id={row.id} people={item.nameable} disabledReason={commentDisabled} focus={focus} />
      </section>
      <section aria-labelledby="trail-title">
        <div className="sec">
          <h2 id="trail-title">Audit</h2>
          <Link className="push small link" href={`/audit?subject=${row.id}`}>
            <Check className="ico s" /> in the chain
          </Link>
        </div>
        <Trail rows={trail} zone={zone} />
      </section>
    </div>
  )
}
