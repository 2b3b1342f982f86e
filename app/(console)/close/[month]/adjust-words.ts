import { z } from 'zod'
import { type Month, readMonth } from '@/lib/domain/close/period'
import type { AdjustRefusal } from '@/lib/server/close/adjusting/adjust'
import type { WithdrawRefusal } from '@/lib/server/close/adjusting/withdraw-adjustment'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const month = z
  .string({ error })
  .refine((text) => readMonth(text) !== null, { error })
  .transform((text) => text as Month)
const currency = z
  .string({ error })
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{3}$/, { error: 'A currency has three letters, such as USD.' })
const rate = z
  .string({ error })
  .trim()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, { error: 'A rate is a decimal, such as 0.9215.' })

export const AdjustForm = z.discriminatedUnion(
  'rule',
  [
    z.object({ rule: z.literal('network_costs'), month, currency }),
    z.object({ rule: z.literal('connect_fees'), month, currency }),
    z.object({
      rule: z.literal('fx_revaluation'),
      month,
      currency,
      carriedRate: rate,
      closingRate: rate,
      ratesOn: z.iso.date({ error: 'Say of which day the closing rate is.' }),
      ratesOf: z.string({ error }).trim().min(2, { error: 'Say where the rates are from.' }).max(100, { error }),
    }),
  ],
  { error: 'Choose what is to be adjusted.' },
)
export const WithdrawForm = z.object({ id: z.string({ error }).regex(/^adj_[a-z2-7]{20}$/, { error }) })

export const adjustWords: Record<AdjustRefusal, string> = {
  not_permitted: 'Analysts and administrators post adjusting entries.',
  month_closed: 'This month is closed for the platform’s books.',
  no_platform: 'No Stripe account of the marketplace’s own is connected.',
  already_posted: 'One such entry stands. Take it back first.',
  no_rate: 'There is no rate: this month has no bill, or one of the two months no volume in this currency.',
  bad_rate: 'A rate could not be read.',
  unknown_currency: 'The decimals of this currency are not known.',
  same_currency: 'The reporting currency is not revalued.',
  nothing_to_revalue: 'There is nothing to revalue: no balance in this currency, or no difference.',
}

export const withdrawWords: Record<WithdrawRefusal, string> = {
  not_permitted: adjustWords.not_permitted,
  not_found: 'There is no such entry, or it was taken back already.',
  month_closed: adjustWords.month_closed,
}
