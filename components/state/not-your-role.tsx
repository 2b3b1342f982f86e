import Link from 'next/link'
import { Blank } from './blank'

export function NotYourRole({ level }: { level?: 1 }) {
  return (
    <Blank
      title="Your role does not open this page"
      settled={false}
      level={level}
      actions={
        <Link className="btn primary" href="/overview">
          Go to the overview
        </Link>
      }
    >
      Nothing was changed. An administrator of your marketplace can say who may see it.
    </Blank>
  )
}
