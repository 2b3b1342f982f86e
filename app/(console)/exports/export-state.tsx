import { Check, CircleDashed, CircleSlash, RefreshCw, TriangleAlert } from 'lucide-react'
import type { ExportState as State } from '@/lib/domain/exports/policy'

const looks = {
  waiting: { icon: CircleDashed, tone: '', word: 'waiting' },
  running: { icon: RefreshCw, tone: 'accent', word: 'running' },
  done: { icon: Check, tone: 'success', word: 'done' },
  failed: { icon: TriangleAlert, tone: 'danger', word: 'failed' },
  cancelled: { icon: CircleSlash, tone: '', word: 'cancelled' },
  expired: { icon: CircleSlash, tone: '', word: 'expired' },
} as const

export function ExportState({ state }: { state: State }) {
  const { icon: Icon, tone, word } = looks[state]
  return (
    <span className={`chip ${tone}`}>
      <Icon className="ico s" />
      {word}
    </span>
  )
}
