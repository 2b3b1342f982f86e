import { Check, CircleDashed, CircleSlash, RefreshCw, TriangleAlert } from 'lucide-react'
import type { RunState as State } from '@/lib/server/sync/queries'

const looks = {
  queued: { icon: CircleDashed, tone: '', word: 'waiting' },
  running: { icon: RefreshCw, tone: 'accent', word: 'running' },
  done: { icon: Check, tone: 'success', word: 'done' },
  failed: { icon: TriangleAlert, tone: 'danger', word: 'failed' },
  joined: { icon: Check, tone: '', word: 'joined another' },
  stopped: { icon: CircleSlash, tone: 'warning', word: 'stopped' },
} as const

export function RunState({ state }: { state: State }) {
  const { icon: Icon, tone, word } = looks[state]
  return (
    <span className={`chip ${tone}`}>
      <Icon className="ico s" />
      {word}
    </span>
  )
}
