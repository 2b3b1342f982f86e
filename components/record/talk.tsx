import type { TextPart } from '@/lib/domain/exceptions/mentions/mentions'
import { When } from '../moment/when'
import { Avatar } from '../ui/avatar'

export type Comment = {
  id: string
  author: string
  mine: boolean
  at: Date
  body: readonly TextPart[]
}

export function Talk({ comments, zone }: { comments: readonly Comment[]; zone: string }) {
  if (comments.length === 0) return <p className="small faint">Nobody has said anything yet.</p>
  return (
    <ul className="talk">
      {comments.map((comment) => (
        <li key={comment.id}>
          <Avatar name={comment.author} />
          <div className="min-w-0">
            <b>{comment.mine ? 'You' : comment.author}</b>
            <When at={comment.at} zone={zone} />
            <p>
              {comment.body.map(({ from, text, personId }) =>
                personId === null ? (
                  text
                ) : (
                  <b key={from} className="mention">
                    {text}
                  </b>
                ),
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
