import { formatDay } from '@/components/moment/instants'

type Days = { firstOn: string | null; lastOn: string | null }

/** "5 Oct – 9 Oct". */
export function daysOf({ firstOn, lastOn }: Days): string {
  if (!firstOn || !lastOn) return 'no lines'
  return firstOn === lastOn ? formatDay(firstOn) : `${formatDay(firstOn)} – ${formatDay(lastOn)}`
}
