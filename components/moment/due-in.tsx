import { Clock } from 'lucide-react'

export type Due = { text: string; tone: 'late' | 'soon' | 'calm' }

const hourMs = 3_600_000

/** Amber under two days, red under eight hours or past: always with a clock or the word. */
export function dueFrom(dueAtMs: number, nowMs: number): Due {
  const left = dueAtMs - nowMs
  const tone = left < 8 * hourMs ? 'late' : left < 48 * hourMs ? 'soon' : 'calm'
  return { text: short(Math.abs(left)) + (left < 0 ? ' over' : ''), tone }
}

export function DueIn({ due }: { due: Due }) {
  return (
    <span className={`due ${due.tone}`}>
      {due.tone === 'late' ? <Clock className="ico s" /> : null} {due.text}
    </span>
  )
}

function short(ms: number): string {
  const hours = Math.floor(ms / hourMs)
  if (hours < 1) return `${Math.floor(ms / 60_000)} min`
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d`
}
