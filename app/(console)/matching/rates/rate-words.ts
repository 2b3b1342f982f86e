import type { RecordRefusal } from '@/lib/server/rates/record-rates'

export const recordWords: Record<RecordRefusal, string> = {
  not_permitted: 'Your role may read rates, not enter them.',
  nothing_there: 'There is no line to keep: paste at least one rate.',
}
