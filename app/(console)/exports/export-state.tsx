import { Check, CircleDashed, CircleSlash, RefreshCw, TriangleAlert } from 'lucide-react'
import { StateChip, type StateLook } from '@/components/ui/state-chip'
import type { ExportState as State } from '@/lib/domain/exports/policy'

const looks: Record<State, StateLook> = {
  waiting: { icon: CircleDashed, tone: '', word: 'waiting' },
  running: { icon: RefreshCw, tone: 'accent', word: 'running' },
  done: { icon: Check, tone: 'success', word: 'done' },
  failed: { icon: TriangleAlert, tone: 'danger', word: 'failed' },
  cancelled: { icon: CircleSlash, tone: '', word: 'cancelled' },
  expired: { icon: CircleSlash, tone: '', word: 'expired' },
}

export function ExportState({ state }: { state: State }) {
  return <StateChip look={looks[state]} />
}
