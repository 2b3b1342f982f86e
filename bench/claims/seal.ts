import { splitPersonal } from '@/lib/domain/personal/split-personal'
import type { RawObject } from '@/lib/domain/provider/facts'
import { seal } from '@/lib/server/crypto/seal'
import { rawPlace, sealRaw } from '@/lib/server/personal/seal-raw'
import { type Ground, platformAccount } from '../ground'
import { chargeAt } from '../material/charges'
import { print, rate, scaled, takeTurns } from '../measure'

/** Charges made fit for a table: all personal values under one seal; beside it every value under a seal of its own. */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('seal')
  const charges = Array.from({ length: scaled(20_000, 200) }, (_, place) => chargeAt(place))
  const placeOf = (charge: RawObject) =>
    rawPlace(field.marketplaceId, 'provider_object', platformAccount, String(charge.id))
  const sides = {
    ours: () =>
      rate(charges.length, async () => {
        for (const charge of charges) JSON.stringify(sealRaw(placeOf(charge), charge).raw)
      }),
    eachValue: () =>
      rate(charges.length, async () => {
        for (const charge of charges) {
          const { clear, personal } = splitPersonal(charge)
          const sealed = Object.entries(personal ?? {}).map(([path, value]) => [
            path,
            seal(placeOf(charge), String(value)),
          ])
          JSON.stringify({ ...clear, sealed })
        }
      }),
    unsealed: () =>
      rate(charges.length, async () => {
        for (const charge of charges) JSON.stringify(charge)
      }),
  }
  const seen = await takeTurns(5, sides)
  const unit = 'charges/s'
  print({ name: 'seal vs a seal for every value', value: seen.ours, unit, baseline: seen.eachValue })
  print({ name: 'seal vs writing JSON in clear', value: seen.ours, unit, baseline: seen.unsealed })
  await field.close()
}
