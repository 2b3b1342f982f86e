import type { LucideIcon } from 'lucide-react'

export type StateLook = { icon: LucideIcon; tone: '' | 'accent' | 'success' | 'danger' | 'warning'; word: string }

/** How something stands, as a mark, a word and a colour: never the colour alone. */
export function StateChip({ look: { icon: Icon, tone, word } }: { look: StateLook }) {
  return (
    <span className={`chip ${tone}`}>
      <Icon className="ico s" />
      {word}
    </span>
  )
}
