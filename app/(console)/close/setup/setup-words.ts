import { z } from 'zod'
import { targets } from '@/lib/domain/close/chart-map'
import { dateBases } from '@/lib/domain/close/period'
import type { BasisRefusal } from '@/lib/server/close/choose-basis'
import type { MapRefusal } from '@/lib/server/close/journal/map-account'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const text = (most: number, missing: string) =>
  z
    .string({ error })
    .trim()
    .min(1, { error: missing })
    .max(most, { error: `At most ${most} characters.` })

export const MapForm = z.object({
  target: z.enum(targets, { error }),
  root: z.string({ error }).max(60, { error }),
  number: text(30, 'An account has a number.'),
  name: text(100, 'An account has a name.'),
})
export const BasisForm = z.object({ basis: z.enum(dateBases, { error: 'Choose a date.' }) })

export const onlyAdmins = 'Administrators set up how months are closed.'

export const mapWords: Record<MapRefusal, string> = {
  not_permitted: onlyAdmins,
  unknown_root: 'The chart has no such account.',
  name_missing: 'An account has a number and a name.',
}

export const basisRefusals: Record<BasisRefusal, string> = {
  not_permitted: onlyAdmins,
  already_posted: 'Something is posted: the date stands.',
  already_chosen: 'The date was chosen and stands.',
}
