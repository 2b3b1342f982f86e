import { Check, CircleDashed, CircleSlash, RefreshCw, TriangleAlert } from 'lucide-react'
import { StateChip, type StateLook } from '@/components/ui/state-chip'
import type { RunState as State } from '@/lib/server/sync/queries'

const looks: Record<State, StateLook> = {
  queued: { icon: CircleDashed, tone: '', word: 'waiting' },
  running: { icon: RefreshCw, tone: 'accent', word: 'running' },
  done: { icon: Check, tone: 'success', word: 'done' },
  failed: { icon: TriangleAlert, tone: 'danger', word: 'failed' },
  joined: { icon: Check, tone: '', word: 'joined another' },
  stopped: { icon: CircleSlash, tone: 'warning', word: 'stopped' },
}

export function RunState({ state }: { state: State }) {
  return <StateChip look={looks[state]} />
}
